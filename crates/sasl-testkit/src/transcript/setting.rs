//! The environment for the replay of a script.
use crate::application::Application;
use sasl_core::{ExternalIdentity, Registry};

/// The mechanisms and the application for a replay.
pub struct Setting<'a> {
    pub(super) registry: Registry,
    pub(super) application: Application<'a>,
    pub(super) external: Option<ExternalIdentity>,
}

impl<'a> Setting<'a> {
    /// Creates a setting from mechanisms and an application, often
    /// [`Script::application`](super::Script::application) with an account.
    pub fn new(registry: Registry, application: Application<'a>) -> Self {
        Self { registry, application, external: None }
    }

    /// Sets the identity that was proved outside of SASL.
    #[must_use]
    pub fn with_external(self, external: ExternalIdentity) -> Self {
        Self { external: Some(external), ..self }
    }
}
