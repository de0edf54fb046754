//! The interface of a mechanism. Third-party mechanisms use the same interface as those of this project.
use crate::{
    client,
    error::Error,
    exchange::{Client, Next, Server},
    name::MechanismName,
    properties::Properties,
    server,
};

/// A SASL mechanism: what both ends of it have in common.
///
/// The traits are object safe. A value has the settings, and all exchanges share it.
pub trait Mechanism: Send + Sync {
    /// Returns the registered name.
    fn name(&self) -> MechanismName;

    /// Returns the requirements and the guarantees of the mechanism.
    fn properties(&self) -> Properties;
}

/// The client's end of a mechanism.
pub trait ClientMechanism: Mechanism {
    /// Starts an exchange.
    ///
    /// # Errors
    /// Returned if the setup lacks something that the mechanism needs.
    fn client(&self, setup: client::Setup) -> Result<Next<Client>, Error>;
}

/// The server's end of a mechanism.
pub trait ServerMechanism: Mechanism {
    /// Starts an exchange.
    ///
    /// # Errors
    /// Returned if the setup lacks something that the mechanism needs.
    fn server(&self, setup: server::Setup) -> Result<Next<Server>, Error>;
}
