//! What differs between the two mechanisms beyond their messages.

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    OAuthBearer,
    XOAuth2,
}

impl Dialect {
    /// What a client answers an explanation with: `%x01` (RFC 7628 section 3.2.3), or nothing (Google's documentation).
    pub(crate) const fn dummy(self) -> &'static [u8] {
        match self {
            Self::OAuthBearer => b"\x01",
            Self::XOAuth2 => b"",
        }
    }

    /// The `status` of a token that is not valid, and of one that does not suffice: OAuth's words (RFC 6750
    /// section 3.1), or their numbers.
    pub(crate) const fn statuses(self) -> [&'static str; 2] {
        match self {
            Self::OAuthBearer => ["invalid_token", "insufficient_scope"],
            Self::XOAuth2 => ["401", "403"],
        }
    }
}
