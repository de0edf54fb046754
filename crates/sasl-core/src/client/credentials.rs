//! The question for a name and a password.
use crate::secret::Secret;
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
        Self { user: user.into(), password, act_as: None }
    }

    /// To act as another identity (the authorization identity). An empty one is none.
    #[must_use]
    pub fn acting_as(self, identity: impl Into<String>) -> Self {
        let identity = identity.into();
        Self { act_as: (!identity.is_empty()).then_some(identity), ..self }
    }

    /// The authentication identity.
    pub fn user(&self) -> &str {
        &self.user
    }

    /// Its password.
    pub fn password(&self) -> &Secret {
        &self.password
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
