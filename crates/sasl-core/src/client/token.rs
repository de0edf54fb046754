//! The question for a bearer token (RFC 7628).
use crate::secret::Secret;
use alloc::string::String;
use core::fmt;

/// Asks for a user name and a bearer token. The answer is [`Token`].
#[derive(Debug, Default)]
pub struct WantToken(());

/// A bearer token (RFC 6750) and the identity it belongs to.
#[non_exhaustive]
pub struct Token {
    /// The authorization identity.
    pub user: String,
    /// The token.
    pub token: Secret,
    /// The host and port of the connection, if the client sends them (RFC 7628 section 3.1).
    pub server: Option<(String, u16)>,
}

impl WantToken {
    /// Creates the question, for use by a mechanism.
    pub fn new() -> Self {
        Self(())
    }
}

impl Token {
    /// Creates a token for this identity.
    pub fn new(user: impl Into<String>, token: Secret) -> Self {
        Self { user: user.into(), token, server: None }
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(..)")
    }
}
