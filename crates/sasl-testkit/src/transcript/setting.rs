//! What a script is played with.
use crate::application::Application;
use sasl_core::{ClientRegistry, ExternalIdentity, ServerRegistry};

/// Mechanisms, and a program around them.
pub struct Setting<'a> {
    pub(super) client: ClientRegistry,
    pub(super) server: ServerRegistry,
    pub(super) application: Application<'a>,
    pub(super) external: Option<ExternalIdentity>,
}

impl<'a> Setting<'a> {
    /// These mechanisms, and these answers: often [`Script::application`](super::Script::application) with an account.
    pub fn new(client: ClientRegistry, server: ServerRegistry, application: Application<'a>) -> Self {
        Self { client, server, application, external: None }
    }

    /// With an identity that was proved beneath SASL.
    #[must_use]
    pub fn with_external(self, external: ExternalIdentity) -> Self {
        Self { external: Some(external), ..self }
    }
}
