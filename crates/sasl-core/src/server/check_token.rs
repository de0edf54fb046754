//! The question for a bearer token (RFC 7628).
use crate::secret::Secret;
use alloc::string::String;
use core::fmt;

/// Whose token is this, and does it allow a login here? Answered with [`TokenAnswer`].
pub struct CheckToken {
    token: Secret,
    user: Option<String>,
    host: Option<String>,
    port: Option<u16>,
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

    /// With the identity that the client claims.
    #[must_use]
    pub fn with_user(self, user: Option<String>) -> Self {
        Self { user, ..self }
    }

    /// With the host and the port that the client meant to reach.
    #[must_use]
    pub fn with_server(self, host: Option<String>, port: Option<u16>) -> Self {
        Self { host, port, ..self }
    }

    /// The token.
    pub fn token(&self) -> &Secret {
        &self.token
    }

    /// The identity that the client claims, if it does. The token decides.
    pub fn user(&self) -> Option<&str> {
        self.user.as_deref()
    }

    /// The host that the client meant to reach, if it says so.
    pub fn host(&self) -> Option<&str> {
        self.host.as_deref()
    }

    /// The port that the client meant to reach, if it says so.
    pub fn port(&self) -> Option<u16> {
        self.port
    }

    /// The identity that the client claims, if it does.
    pub fn into_user(self) -> Option<String> {
        self.user
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
