//! The question for a name and a password.
use crate::{record::Records, secret::Secret};
use alloc::string::String;
use core::fmt;

/// Who are you, and what is your password? Answered with [`Credentials`].
#[derive(Debug, Default)]
pub struct WantCredentials(());

/// A name and a password.
#[derive(Clone)]
pub struct Credentials {
    user: String,
    password: Secret,
    act_as: Option<String>,
    keys: Records,
    keeps_keys: bool,
}

impl WantCredentials {
    /// For a mechanism to ask.
    pub fn new() -> Self {
        Self(())
    }
}

impl Credentials {
    /// The authentication identity and its password.
    pub fn new(user: impl Into<String>, password: Secret) -> Self {
        Self { user: user.into(), password, act_as: None, keys: Records::default(), keeps_keys: false }
    }

    /// To act as another identity (the authorization identity). An empty one is none.
    #[must_use]
    pub fn acting_as(self, identity: impl Into<String>) -> Self {
        let identity = identity.into();
        Self { act_as: (!identity.is_empty()).then_some(identity), ..self }
    }

    /// With keys that an earlier login has kept ([`Authenticated::keys`](super::Authenticated::keys)). A mechanism that
    /// finds its own among them, and finds that they fit, need not derive them again; else it takes the password.
    #[must_use]
    pub fn with_keys(self, keys: Records) -> Self {
        Self { keys, ..self }
    }

    /// With kept keys and no password: where they do not fit any more, the login fails.
    pub fn from_keys(user: impl Into<String>, keys: Records) -> Self {
        Self::new(user, Secret::new("")).with_keys(keys)
    }

    /// Hand over what is derived from the password, if the login succeeds. Whoever has it can log in without the
    /// password, as long as the server's record stays as it is.
    #[must_use]
    pub fn keeping_keys(self) -> Self {
        Self { keeps_keys: true, ..self }
    }

    /// The authentication identity.
    pub fn user(&self) -> &str {
        &self.user
    }

    /// Its password.
    pub fn password(&self) -> &Secret {
        &self.password
    }

    /// Keys of an earlier login.
    pub fn keys(&self) -> &Records {
        &self.keys
    }

    /// The application wants the keys of this login.
    pub fn keeps_keys(&self) -> bool {
        self.keeps_keys
    }

    /// The authorization identity, if another is asked for.
    pub fn act_as(&self) -> Option<&str> {
        self.act_as.as_deref()
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(..)")
    }
}
