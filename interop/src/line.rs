//! The protocol and the protection of the connection.
use std::fmt;

/// The application protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Protocol {
    Imap,
    Smtp,
    Pop3,
    Sieve,
    /// PostgreSQL, with its own framing of SASL.
    Postgres,
}

/// The only version that the peer may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Version {
    V12,
    V13,
}

/// The protection of the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tls {
    None,
    Starttls(Version),
    Implicit(Version),
}

impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Imap => "IMAP",
            Self::Smtp => "SMTP",
            Self::Pop3 => "POP3",
            Self::Sieve => "ManageSieve",
            Self::Postgres => "PostgreSQL",
        })
    }
}

impl fmt::Display for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::None => "none",
            Self::Starttls(Version::V12) => "STARTTLS 1.2",
            Self::Starttls(Version::V13) => "STARTTLS 1.3",
            Self::Implicit(Version::V12) => "implicit 1.2",
            Self::Implicit(Version::V13) => "implicit 1.3",
        })
    }
}

impl Protocol {
    /// Returns cleartext and every kind of TLS that the protocol has: ManageSieve has no port with implicit TLS.
    pub(crate) fn lines(self) -> Vec<Tls> {
        let encrypted = Tls::ENCRYPTED.into_iter();
        let encrypted = encrypted.filter(|tls| self != Self::Sieve || !matches!(tls, Tls::Implicit(_)));
        [Tls::None].into_iter().chain(encrypted).collect()
    }
}

impl Tls {
    /// Both kinds in both versions.
    pub(crate) const ENCRYPTED: [Self; 4] = [
        Self::Starttls(Version::V12),
        Self::Starttls(Version::V13),
        Self::Implicit(Version::V12),
        Self::Implicit(Version::V13),
    ];

    pub(crate) const fn version(self) -> Option<Version> {
        match self {
            Self::None => None,
            Self::Starttls(version) | Self::Implicit(version) => Some(version),
        }
    }
}
