//! The answer.

/// What the daemon answers: two fixed texts, so that nothing of an account is in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reply {
    /// `OK`
    Accept,
    /// `NO`: wrong password, no such account, a closed one, or the service is not available. Callers do not look for a reason.
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

/// What a caller reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// The text is `OK`, or begins with `OK` and a space.
    Accepted,
    /// Any other text. The reason in it is not for users.
    Refused,
}
