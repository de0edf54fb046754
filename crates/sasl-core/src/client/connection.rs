//! What a client knows about a connection.
use crate::{announced::Advertised, binding::Bindings, profile::Profile, security::Security};

/// A connection in its present state: make a new one after STARTTLS, and read the server's list anew.
#[derive(Clone, Debug)]
pub struct Connection {
    pub(crate) profile: Profile,
    pub(crate) security: Security,
    pub(crate) bindings: Bindings,
    pub(crate) external: bool,
    pub(crate) announced: Advertised,
}

impl Connection {
    /// Of this protocol, over this line.
    pub fn new(profile: Profile, security: Security) -> Self {
        let announced = Advertised::default();
        Self { profile, security, bindings: Bindings::NONE, external: false, announced }
    }

    /// With these channel bindings.
    #[must_use]
    pub fn with_bindings(self, bindings: Bindings) -> Self {
        Self { bindings, ..self }
    }

    /// In a protocol that announces the types of its channel bindings, as XMPP does with XEP-0440: these were.
    #[must_use]
    pub fn with_announced_bindings<'a>(self, types: impl IntoIterator<Item = &'a str>) -> Self {
        Self { announced: self.announced.with_bindings(types), ..self }
    }

    /// On which this client has presented a key or certificate, so that EXTERNAL is worth a try.
    #[must_use]
    pub fn with_external(self) -> Self {
        Self { external: true, ..self }
    }
}
