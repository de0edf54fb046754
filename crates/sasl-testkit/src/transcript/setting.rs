//! The environment for the replay of a script.
use crate::application::Application;
use sasl_core::{ClientRegistry, ExternalIdentity, ServerRegistry};

/// The mechanisms and the application for a replay.
pub struct Setting<'a> {
    pub(super) client: ClientRegistry,
    pub(super) server: ServerRegistry,
    pub(super) application: Application<'a>,
    pub(super) external: Option<ExternalIdentity>,
}

impl<'a> Setting<'a> {
    /// Creates a setting from mechanisms and an application, often
    /// [`Script::application`](super::Script::application) with an account.
    pub fn new(client: ClientRegistry, server: ServerRegistry, application: Application<'a>) -> Self {
        Self { client, server, application, external: None }
    }

    /// Sets the identity that was proved outside of SASL.
    #[must_use]
    pub fn with_external(self, external: ExternalIdentity) -> Self {
        Self { external: Some(external), ..self }
    }
}
