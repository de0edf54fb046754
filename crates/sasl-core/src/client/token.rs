//! The question for a bearer token (RFC 7628).
use crate::secret::Secret;
use alloc::string::String;
use core::fmt;

/// Asks for a user name and a bearer token. The answer is [`Token`].
#[derive(Debug, Default)]
pub struct WantToken(());

/// A bearer token (RFC 6750) and the identity it belongs to.
pub struct Token {
    user: String,
    token: Secret,
    server: Option<(String, u16)>,
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

    /// Sets the host and the port of the connection, for a client that sends them (RFC 7628 section 3.1).
    #[must_use]
    pub fn with_server(self, host: impl Into<String>, port: u16) -> Self {
        Self { server: Some((host.into(), port)), ..self }
    }

    /// Returns the authorization identity.
    pub fn user(&self) -> &str {
        &self.user
    }

    /// Returns the token.
    pub fn token(&self) -> &Secret {
        &self.token
    }

    /// Returns the host and the port of the connection, if the client sends them (RFC 7628 section 3.1).
    pub fn server(&self) -> Option<(&str, u16)> {
        self.server.as_ref().map(|(host, port)| (host.as_str(), *port))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(..)")
    }
}
