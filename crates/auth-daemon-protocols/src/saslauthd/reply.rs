//! The answer.

/// The daemon's answer: one of two constant texts, which contain no account data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reply {
    /// `OK`
    Accept,
    /// `NO`: wrong password, unknown or closed account, or unavailable service. Callers do not read a reason.
    Refuse,
}

impl Reply {
    pub(crate) const fn octets(self) -> &'static [u8] {
        match self {
            Self::Accept => b"\0\x02OK",
            Self::Refuse => b"\0\x02NO",
        }
    }
}

/// The answer as a caller reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// The text is `OK`, or begins with `OK` and a space.
    Accepted,
    /// Any other text. Its reason is not suitable for users.
    Refused,
}
