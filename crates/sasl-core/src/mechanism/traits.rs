//! What a mechanism is to the frame. Our own use nothing that a third party's cannot.
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
    /// Its registered name.
    fn name(&self) -> MechanismName;

    /// What it needs and what it proves.
    fn properties(&self) -> Properties;
}

/// The client's end of a mechanism.
pub trait ClientMechanism: Mechanism {
    /// Begin an exchange.
    ///
    /// # Errors
    /// When the setup lacks what the mechanism needs.
    fn client(&self, setup: client::Setup) -> Result<Next<Client>, Error>;
}

/// The server's end of a mechanism.
pub trait ServerMechanism: Mechanism {
    /// Begin an exchange.
    ///
    /// # Errors
    /// When the setup lacks what the mechanism needs.
    fn server(&self, setup: server::Setup) -> Result<Next<Server>, Error>;
}
