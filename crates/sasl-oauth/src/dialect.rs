//! The differences between the two mechanisms apart from their messages.

/// One of the two mechanisms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    OAuthBearer,
    XOAuth2,
}

impl Dialect {
    /// Returns the client's answer to an explanation: `%x01` (RFC 7628 section 3.2.3), or nothing (Google's
    /// documentation).
    pub(crate) const fn dummy(self) -> &'static [u8] {
        match self {
            Self::OAuthBearer => b"\x01",
            Self::XOAuth2 => b"",
        }
    }

    /// Returns the `status` of an invalid token and of one with insufficient scope: error codes (RFC 6750 section
    /// 3.1) or HTTP status codes.
    pub(crate) const fn statuses(self) -> [&'static str; 2] {
        match self {
            Self::OAuthBearer => ["invalid_token", "insufficient_scope"],
            Self::XOAuth2 => ["401", "403"],
        }
    }
}
