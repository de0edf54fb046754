//! The protocols that a client can offer to a listener (ALPN, RFC 7301). The check rejects connections for another
//! service that an attacker has redirected (ALPACA).
use crate::decide::Protocol;

/// The registered names of other protocols. Mail submission has no name
/// (<https://www.iana.org/assignments/tls-extensiontype-values>).
const OTHERS: [&[u8]; 14] = [
    b"http/0.9",
    b"http/1.0",
    b"http/1.1",
    b"h2",
    b"h2c",
    b"h3",
    b"ftp",
    b"imap",
    b"pop3",
    b"managesieve",
    b"xmpp-client",
    b"xmpp-server",
    b"nntp",
    b"irc",
];

impl Protocol {
    /// Returns the registered ALPN name (RFC 7301). Submission has none.
    pub const fn alpn(self) -> Option<&'static str> {
        match self {
            Self::Imap => Some("imap"),
            Self::Submission => None,
            Self::Pop3 => Some("pop3"),
            Self::ManageSieve => Some("managesieve"),
        }
    }
}

/// Returns whether all names that a submission client offers are those of other protocols.
pub(crate) fn are_others<'a>(mut offered: impl Iterator<Item = &'a [u8]>) -> bool {
    offered.all(|name| OTHERS.contains(&name))
}
