//! What the accounts of a directory can be logged in to with, as they are now.
use countersign::{Registry, sasl::server::Policy};

/// Mechanisms, and those among them that are withheld for now.
#[derive(Debug, Default)]
pub(crate) struct Offered {
    pub(crate) registry: Registry,
    pub(crate) policy: Policy,
}

impl From<Registry> for Offered {
    fn from(registry: Registry) -> Self {
        Self { registry, policy: Policy::new() }
    }
}
