//! What a script is played with.
use crate::application::Application;
use sasl_core::{ExternalIdentity, Registry};

/// Mechanisms, and a program around them.
pub struct Setting<'a> {
    pub(super) registry: Registry,
    pub(super) application: Application<'a>,
    pub(super) external: Option<ExternalIdentity>,
}

impl<'a> Setting<'a> {
    /// These mechanisms, and these answers: often [`Script::application`](super::Script::application) with an account.
    pub fn new(registry: Registry, application: Application<'a>) -> Self {
        Self { registry, application, external: None }
    }

    /// With an identity that was proved beneath SASL.
    #[must_use]
    pub fn with_external(self, external: ExternalIdentity) -> Self {
        Self { external: Some(external), ..self }
    }
}
