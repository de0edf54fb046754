//! The properties of a connection, as a server knows them.
use crate::{binding::Bindings, identity::ExternalIdentity, profile::Profile, security::Security};

/// The present state of a connection. Create a new one after STARTTLS.
#[derive(Clone, Debug)]
pub struct Connection {
    pub(crate) profile: Profile,
    pub(crate) security: Security,
    pub(crate) bindings: Bindings,
    pub(crate) external: Option<ExternalIdentity>,
    pub(crate) announces_bindings: bool,
}

impl Connection {
    /// Creates a connection of this protocol with this protection.
    pub fn new(profile: Profile, security: Security) -> Self {
        Self { profile, security, bindings: Bindings::NONE, external: None, announces_bindings: false }
    }

    /// Sets the channel bindings.
    #[must_use]
    pub fn with_bindings(self, bindings: Bindings) -> Self {
        Self { bindings, ..self }
    }

    /// Marks the protocol as one that advertises channel binding types (XEP-0440 for XMPP).
    #[must_use]
    pub fn advertising_bindings(self) -> Self {
        Self { announces_bindings: true, ..self }
    }

    /// Sets the peer's identity, which was proved outside of SASL and looked up in the directory.
    #[must_use]
    pub fn with_external(self, external: ExternalIdentity) -> Self {
        Self { external: Some(external), ..self }
    }
}
