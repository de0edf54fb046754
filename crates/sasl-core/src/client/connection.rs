//! The properties of a connection, as a client knows them.
use crate::{announced::Advertised, binding::Bindings, profile::Profile, security::Security};

/// The present state of a connection. After STARTTLS, create a new one and read the server's list again.
#[derive(Clone, Debug)]
pub struct Connection {
    pub(crate) profile: Profile,
    pub(crate) security: Security,
    pub(crate) bindings: Bindings,
    pub(crate) external: bool,
    pub(crate) announced: Advertised,
}

impl Connection {
    /// Creates a connection of this protocol with this protection.
    pub fn new(profile: Profile, security: Security) -> Self {
        let announced = Advertised::default();
        Self { profile, security, bindings: Bindings::NONE, external: false, announced }
    }

    /// Sets the channel bindings.
    #[must_use]
    pub fn with_bindings(self, bindings: Bindings) -> Self {
        Self { bindings, ..self }
    }

    /// Sets the channel binding types that the server advertised, in a protocol that does so (XEP-0440 for XMPP).
    #[must_use]
    pub fn with_announced_bindings<'a>(self, types: impl IntoIterator<Item = &'a str>) -> Self {
        Self { announced: self.announced.with_bindings(types), ..self }
    }

    /// Marks the connection as one on which this client has presented a TLS key or certificate. EXTERNAL is then
    /// tried.
    #[must_use]
    pub fn with_external(self) -> Self {
        Self { external: true, ..self }
    }
}
