//! `imap://host`, `imaps://host:port`, `smtp://[::1]:1587`, `pop3s://host`, `sieve://host`.
use super::protocol::Protocol;
use std::{fmt, str::FromStr};

/// A server to log in to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url {
    /// The protocol, from the scheme.
    pub protocol: Protocol,
    /// TLS from the first octet; otherwise STARTTLS.
    pub implicit_tls: bool,
    /// The host name, which is also what its certificate has to be for.
    pub host: String,
    /// The port; the protocol's own if the URL has none.
    pub port: u16,
}

/// The schemes: protocol, implicit TLS, port. ManageSieve has STARTTLS only (RFC 5804 section 1.8).
const SCHEMES: [(&str, Protocol, bool, u16); 7] = [
    ("imap", Protocol::Imap, false, 143),
    ("imaps", Protocol::Imap, true, 993),
    ("smtp", Protocol::Smtp, false, 587),
    ("smtps", Protocol::Smtp, true, 465),
    ("pop3", Protocol::Pop3, false, 110),
    ("pop3s", Protocol::Pop3, true, 995),
    ("sieve", Protocol::Sieve, false, 4190),
];

impl FromStr for Url {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (scheme, rest) =
            text.split_once("://").ok_or("not a URL (expected imaps://HOST or another scheme)")?;
        let known = SCHEMES.into_iter().find(|(name, ..)| name.eq_ignore_ascii_case(scheme));
        let (_, protocol, implicit_tls, default_port) =
            known.ok_or("unknown scheme: use imap, imaps, smtp, smtps, pop3, pop3s or sieve")?;
        let authority = rest.strip_suffix('/').unwrap_or(rest);
        if authority.contains('@') {
            return Err("the URL contains a user name: use --user instead");
        }
        let (host, port) = match authority.strip_prefix('[') {
            Some(literal) => {
                let (host, rest) = literal.split_once(']').ok_or("the IPv6 address has no closing ]")?;
                (host, rest.strip_prefix(':').or(if rest.is_empty() { None } else { Some("?") }))
            }
            None => match authority.rsplit_once(':') {
                Some((host, port)) => (host, Some(port)),
                None => (authority, None),
            },
        };
        let is_host = !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || "/?#".contains(c));
        if !is_host {
            return Err("not a host (expected imaps://host or imaps://host:port)");
        }
        let port =
            port.map_or(Ok(default_port), str::parse).map_err(|_| "not a port (expected 1 to 65535)")?;
        Ok(Self { protocol, implicit_tls, host: host.into(), port })
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_this = |(_, protocol, implicit_tls, _): &(_, Protocol, bool, _)| {
            (*protocol, *implicit_tls) == (self.protocol, self.implicit_tls)
        };
        let scheme = SCHEMES.iter().find(|scheme| is_this(scheme)).map_or("tls", |(name, ..)| name);
        let host = &self.host;
        if host.contains(':') {
            write!(f, "{scheme}://[{host}]:{}", self.port)
        } else {
            write!(f, "{scheme}://{host}:{}", self.port)
        }
    }
}
