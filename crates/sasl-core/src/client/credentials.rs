//! The question for a user name and a password.
use crate::{record::Records, secret::Secret};
use alloc::string::String;
use core::fmt;

/// Asks for a user name and a password. The answer is [`Credentials`].
#[derive(Debug, Default)]
pub struct WantCredentials(());

/// A user name and a password.
#[derive(Clone)]
pub struct Credentials {
    user: String,
    password: Secret,
    act_as: Option<String>,
    keys: Records,
    keeps_keys: bool,
}

impl WantCredentials {
    /// Creates the question, for use by a mechanism.
    pub fn new() -> Self {
        Self(())
    }
}

impl Credentials {
    /// Creates credentials from an authentication identity and its password.
    pub fn new(user: impl Into<String>, password: Secret) -> Self {
        Self { user: user.into(), password, act_as: None, keys: Records::default(), keeps_keys: false }
    }

    /// Sets the authorization identity (RFC 4422 section 3.4.1). An empty one is ignored.
    #[must_use]
    pub fn acting_as(self, identity: impl Into<String>) -> Self {
        let identity = identity.into();
        Self { act_as: (!identity.is_empty()).then_some(identity), ..self }
    }

    /// Adds keys from an earlier login ([`Authenticated::keys`](super::Authenticated::keys)). A mechanism that
    /// finds its keys among them, and finds that they fit, does not derive them again. Otherwise it uses the
    /// password.
    #[must_use]
    pub fn with_keys(self, keys: Records) -> Self {
        Self { keys, ..self }
    }

    /// Creates credentials from keys of an earlier login, without a password. The login fails if the keys no
    /// longer fit.
    pub fn from_keys(user: impl Into<String>, keys: Records) -> Self {
        Self::new(user, Secret::new("")).with_keys(keys)
    }

    /// Requests the keys that are derived from the password if the login succeeds. They are sufficient to log in
    /// without the password until the server's record changes.
    #[must_use]
    pub fn keeping_keys(self) -> Self {
        Self { keeps_keys: true, ..self }
    }

    /// Returns the authentication identity.
    pub fn user(&self) -> &str {
        &self.user
    }

    /// Returns the password.
    pub fn password(&self) -> &Secret {
        &self.password
    }

    /// Returns the keys of an earlier login.
    pub fn keys(&self) -> &Records {
        &self.keys
    }

    /// Returns whether the application requested the keys of this login.
    pub fn keeps_keys(&self) -> bool {
        self.keeps_keys
    }

    /// Returns the authorization identity, if one is requested.
    pub fn act_as(&self) -> Option<&str> {
        self.act_as.as_deref()
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(..)")
    }
}
