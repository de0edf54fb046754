//! The protocols of mail.

/// A protocol that a mail server speaks with clients.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// IMAP (RFC 9051).
    Imap,
    /// Message submission (RFC 6409).
    Submission,
    /// POP3 (RFC 1939).
    Pop3,
    /// ManageSieve (RFC 5804).
    ManageSieve,
}

impl Protocol {
    /// Returns its registered name in ALPN (RFC 7301). Submission has none.
    pub const fn alpn(self) -> Option<&'static str> {
        match self {
            Self::Imap => Some("imap"),
            Self::Submission => None,
            Self::Pop3 => Some("pop3"),
            Self::ManageSieve => Some("managesieve"),
        }
    }
}
