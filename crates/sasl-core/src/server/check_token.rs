//! The question for a bearer token (RFC 7628).
use crate::secret::Secret;
use alloc::string::String;
use core::fmt;

/// Whose token is this, and does it allow a login here? Answered with [`TokenAnswer`].
#[non_exhaustive]
pub struct CheckToken {
    /// The token.
    pub token: Secret,
    /// The identity that the client claims, if it does. The token decides.
    pub user: Option<String>,
    /// The host that the client meant to reach, if it says so.
    pub host: Option<String>,
    /// The port that the client meant to reach, if it says so.
    pub port: Option<u16>,
}

/// What the issuer, or the token itself, says.
#[derive(Clone, PartialEq, Eq)]
pub enum TokenAnswer {
    /// It is valid, and belongs to this login name.
    Valid {
        /// The login name.
        user: String,
    },
    /// It is expired, revoked, malformed, or of another issuer: `invalid_token`.
    Invalid(TokenFailure),
    /// It does not allow a login here: `insufficient_scope`.
    InsufficientScope(TokenFailure),
}

/// What a client may be told so that it can get a better token (RFC 7628 section 3.2.2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TokenFailure {
    /// The scope that is needed.
    pub scope: Option<String>,
    /// Where the issuer's metadata are.
    pub openid_configuration: Option<String>,
}

impl CheckToken {
    /// A token, without the parts that a client may leave out.
    pub fn new(token: Secret) -> Self {
        Self { token, user: None, host: None, port: None }
    }
}

impl fmt::Debug for CheckToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CheckToken(..)")
    }
}

impl fmt::Debug for TokenAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Valid { .. } => "Valid(..)",
            Self::Invalid(_) => "Invalid(..)",
            Self::InsufficientScope(_) => "InsufficientScope(..)",
        })
    }
}
