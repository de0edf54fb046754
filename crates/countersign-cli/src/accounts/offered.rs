//! What the accounts of a directory can be logged in to with, as they are now.
use countersign::{ServerRegistry, sasl::server::Policy};

/// Mechanisms, and those among them that are withheld for now.
#[derive(Debug, Default)]
pub(crate) struct Offered {
    pub(crate) registry: ServerRegistry,
    pub(crate) policy: Policy,
}

impl From<ServerRegistry> for Offered {
    fn from(registry: ServerRegistry) -> Self {
        Self { registry, policy: Policy::new() }
    }
}
