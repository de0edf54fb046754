//! The mechanisms that the accounts of a directory can log in with at present.
use countersign::{ServerRegistry, sasl::server::Policy};

/// Mechanisms, and those among them that are withheld at present.
#[derive(Debug, Default)]
pub struct OfferedMechanisms {
    /// The mechanisms, with decoys like the accounts.
    pub registry: ServerRegistry,
    /// Which of them are offered on which connection.
    pub policy: Policy,
}

impl From<ServerRegistry> for OfferedMechanisms {
    fn from(registry: ServerRegistry) -> Self {
        Self { registry, policy: Policy::new() }
    }
}
