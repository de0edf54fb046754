//! The mechanisms that the accounts of a directory can log in with at present.
use countersign::{Registry, sasl::server::Policy};

/// Mechanisms, and those among them that are withheld at present.
#[derive(Debug, Default)]
pub struct OfferedMechanisms {
    /// The mechanisms, with decoys like the accounts.
    pub registry: Registry,
    /// Which of them are offered on which connection.
    pub policy: Policy,
}

impl From<Registry> for OfferedMechanisms {
    fn from(registry: Registry) -> Self {
        Self { registry, policy: Policy::new() }
    }
}
