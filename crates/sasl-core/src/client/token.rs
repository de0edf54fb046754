//! The question for a bearer token (RFC 7628).
use crate::secret::Secret;
use alloc::string::String;
use core::fmt;

/// Who are you, and what is your token? Answered with [`Token`].
#[derive(Debug, Default)]
pub struct WantToken(());

/// A bearer token and whom it stands for.
#[non_exhaustive]
pub struct Token {
    /// The identity to act as.
    pub user: String,
    /// The token.
    pub token: Secret,
    /// The host and port that the client has connected to, if it wants to say so.
    pub server: Option<(String, u16)>,
}

impl WantToken {
    /// For a mechanism to ask.
    pub fn new() -> Self {
        Self(())
    }
}

impl Token {
    /// A token for this identity.
    pub fn new(user: impl Into<String>, token: Secret) -> Self {
        Self { user: user.into(), token, server: None }
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(..)")
    }
}
