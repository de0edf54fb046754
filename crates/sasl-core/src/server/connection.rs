//! What a server knows about a connection.
use crate::{binding::Bindings, identity::ExternalIdentity, profile::Profile, security::Security};

/// A connection in its present state: make a new one after STARTTLS.
#[derive(Clone, Debug)]
pub struct Connection {
    pub(crate) profile: Profile,
    pub(crate) security: Security,
    pub(crate) bindings: Bindings,
    pub(crate) external: Option<ExternalIdentity>,
    pub(crate) announces_bindings: bool,
}

impl Connection {
    /// Of this protocol, over this line.
    pub fn new(profile: Profile, security: Security) -> Self {
        Self { profile, security, bindings: Bindings::NONE, external: None, announces_bindings: false }
    }

    /// With these channel bindings.
    #[must_use]
    pub fn with_bindings(self, bindings: Bindings) -> Self {
        Self { bindings, ..self }
    }

    /// In a protocol that announces the types of its channel bindings, as XMPP does with XEP-0440.
    #[must_use]
    pub fn advertising_bindings(self) -> Self {
        Self { announces_bindings: true, ..self }
    }

    /// From this peer, by what was proved beneath SASL and looked up in the directory.
    #[must_use]
    pub fn with_external(self, external: ExternalIdentity) -> Self {
        Self { external: Some(external), ..self }
    }
}
