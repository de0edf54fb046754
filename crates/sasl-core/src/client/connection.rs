//! What a client knows about a connection.
use crate::{binding::Bindings, profile::Profile, security::Security};

/// A connection in its present state: make a new one after STARTTLS, and read the server's list anew.
#[derive(Clone, Debug)]
pub struct Connection {
    pub(crate) profile: Profile,
    pub(crate) security: Security,
    pub(crate) bindings: Bindings,
    pub(crate) external: bool,
}

impl Connection {
    /// Of this protocol, over this line.
    pub fn new(profile: Profile, security: Security) -> Self {
        Self { profile, security, bindings: Bindings::NONE, external: false }
    }

    /// With these channel bindings.
    #[must_use]
    pub fn with_bindings(self, bindings: Bindings) -> Self {
        Self { bindings, ..self }
    }

    /// On which this client has presented a key or certificate, so that EXTERNAL is worth a try.
    #[must_use]
    pub fn with_external(self) -> Self {
        Self { external: true, ..self }
    }
}
