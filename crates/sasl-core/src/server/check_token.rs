//! The question for the check of a bearer token (RFC 7628).
use crate::secret::Secret;
use alloc::string::String;
use core::fmt;

/// Asks for the owner of this token and whether it allows a login. The answer is [`TokenAnswer`].
pub struct CheckToken {
    token: Secret,
    user: Option<String>,
    host: Option<String>,
    port: Option<u16>,
}

/// The result of the token's validation.
#[derive(Clone, PartialEq, Eq)]
pub enum TokenAnswer {
    /// The token is valid for this login name.
    Valid {
        /// The login name.
        user: String,
    },
    /// The token is expired, revoked, malformed, or from another issuer: `invalid_token` (RFC 6750 section 3.1).
    Invalid(TokenFailure),
    /// The token does not allow a login: `insufficient_scope` (RFC 6750 section 3.1).
    InsufficientScope(TokenFailure),
}

/// The details that help a client to get a suitable token (RFC 7628 section 3.2.2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TokenFailure {
    /// The required scope.
    pub scope: Option<String>,
    /// The URL of the issuer's metadata.
    pub openid_configuration: Option<String>,
}

impl CheckToken {
    /// Creates the question with a token, without the optional parts.
    pub fn new(token: Secret) -> Self {
        Self { token, user: None, host: None, port: None }
    }

    /// Sets the identity that the client claims.
    #[must_use]
    pub fn with_user(self, user: Option<String>) -> Self {
        Self { user, ..self }
    }

    /// Sets the host and the port that the client intended to reach.
    #[must_use]
    pub fn with_server(self, host: Option<String>, port: Option<u16>) -> Self {
        Self { host, port, ..self }
    }

    /// Returns the bearer token.
    pub fn token(&self) -> &Secret {
        &self.token
    }

    /// Returns the identity that the client claims, if any. The token is authoritative.
    pub fn user(&self) -> Option<&str> {
        self.user.as_deref()
    }

    /// Returns the host that the client intended to reach, if sent (RFC 7628 section 3.1).
    pub fn host(&self) -> Option<&str> {
        self.host.as_deref()
    }

    /// Returns the port that the client intended to reach, if sent (RFC 7628 section 3.1).
    pub fn port(&self) -> Option<u16> {
        self.port
    }

    /// Returns the identity that the client claims, if any, and consumes the question.
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
