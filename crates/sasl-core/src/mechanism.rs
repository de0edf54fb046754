//! The interface of a mechanism. Third-party mechanisms use the same interface as those of this project.
use crate::{
    client,
    error::Error,
    next::Next,
    server,
    side::{Client, Server},
    traits::Properties,
};

/// A SASL mechanism, both ends. The trait is object safe. A value holds the settings and is shared by all
/// exchanges.
pub trait Mechanism: Send + Sync {
    /// Returns the registered name: 1 to 20 characters of `A-Z 0-9 - _` (RFC 4422 section 3.1). A mechanism with
    /// an invalid name is never offered and never chosen.
    fn name(&self) -> &'static str;

    /// Returns the requirements and the guarantees of the mechanism.
    fn properties(&self) -> Properties;

    /// Starts an exchange at the client end.
    ///
    /// # Errors
    /// Returned if the setup lacks something that the mechanism needs.
    fn client(&self, setup: client::Setup) -> Result<Next<Client>, Error>;

    /// Starts an exchange at the server end.
    ///
    /// # Errors
    /// Returned if the setup lacks something that the mechanism needs.
    fn server(&self, setup: server::Setup) -> Result<Next<Server>, Error>;
}
