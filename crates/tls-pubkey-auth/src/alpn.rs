//! Which protocols a client may offer to a listener (ALPN, RFC 7301), so that what was meant for another service is not
//! served: a connection that somebody in the middle has sent here (ALPACA).
use crate::decide::Protocol;

/// Protocols that have names, and are others than mail submission, which has none
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
    /// Its registered name in ALPN. Submission has none.
    pub const fn alpn(self) -> Option<&'static str> {
        match self {
            Self::Imap => Some("imap"),
            Self::Submission => None,
            Self::Pop3 => Some("pop3"),
            Self::ManageSieve => Some("managesieve"),
        }
    }
}

/// Every name that a client of submission offers is that of another protocol.
pub(crate) fn are_others<'a>(mut offered: impl Iterator<Item = &'a [u8]>) -> bool {
    offered.all(|name| OTHERS.contains(&name))
}
