//! The mechanisms that the accounts of a directory can log in with at present.
use countersign::{Registry, sasl::server::Policy};

/// Mechanisms, and those among them that are withheld at present.
#[derive(Debug, Default)]
pub(crate) struct OfferedMechanisms {
    pub(crate) registry: Registry,
    pub(crate) policy: Policy,
}

impl From<Registry> for OfferedMechanisms {
    fn from(registry: Registry) -> Self {
        Self { registry, policy: Policy::new() }
    }
}
