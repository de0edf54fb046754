//! `imap://host`, `imaps://host:port`, `smtp://[::1]:1587`, `smtps://host`.
use std::{fmt, str::FromStr};

/// A server to log in to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Url {
    pub(crate) protocol: Protocol,
    /// TLS from the first octet; without it, STARTTLS.
    pub(crate) implicit_tls: bool,
    pub(crate) host: String,
    pub(crate) port: u16,
}

/// What is spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Protocol {
    Imap,
    Smtp,
}

impl FromStr for Url {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (scheme, rest) =
            text.split_once("://").ok_or("not a URL: begin with imaps://, imap://, smtps:// or smtp://")?;
        let (protocol, implicit_tls, default_port) = match scheme.to_ascii_lowercase().as_str() {
            "imap" => (Protocol::Imap, false, 143),
            "imaps" => (Protocol::Imap, true, 993),
            "smtp" => (Protocol::Smtp, false, 587),
            "smtps" => (Protocol::Smtp, true, 465),
            _ => return Err("not a scheme that is known here: use imaps://, imap://, smtps:// or smtp://"),
        };
        let authority = rest.strip_suffix('/').unwrap_or(rest);
        if authority.contains('@') {
            return Err("give the name with --user and not in the URL");
        }
        let (host, port) = match authority.strip_prefix('[') {
            Some(literal) => {
                let (host, rest) = literal.split_once(']').ok_or("an IPv6 address ends with ]")?;
                (host, rest.strip_prefix(':').or(if rest.is_empty() { None } else { Some("?") }))
            }
            None => match authority.rsplit_once(':') {
                Some((host, port)) => (host, Some(port)),
                None => (authority, None),
            },
        };
        let is_host = !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || "/?#".contains(c));
        if !is_host {
            return Err("not a host: write imaps://host or imaps://host:port");
        }
        let port = port.map_or(Ok(default_port), str::parse).map_err(|_| "not a port: use 1 to 65535")?;
        Ok(Self { protocol, implicit_tls, host: host.into(), port })
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = match (self.protocol, self.implicit_tls) {
            (Protocol::Imap, false) => "imap",
            (Protocol::Imap, true) => "imaps",
            (Protocol::Smtp, false) => "smtp",
            (Protocol::Smtp, true) => "smtps",
        };
        let host = &self.host;
        if host.contains(':') {
            write!(f, "{scheme}://[{host}]:{}", self.port)
        } else {
            write!(f, "{scheme}://{host}:{}", self.port)
        }
    }
}
