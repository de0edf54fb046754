//! What a mechanism is to the frame. Our own use nothing that a third party's cannot.
use crate::{
    client,
    error::Error,
    next::Next,
    server,
    side::{Client, Server},
    traits::Properties,
};

/// A SASL mechanism, both ends. Object safe; a value holds its settings and is shared by all exchanges.
pub trait Mechanism: Send + Sync {
    /// Its registered name: 1 to 20 of `A-Z 0-9 - _` (RFC 4422 section 3.1). One that is not well-formed is
    /// never offered and never chosen.
    fn name(&self) -> &'static str;

    /// What it needs and what it proves.
    fn properties(&self) -> Properties;

    /// Begin a client's exchange.
    ///
    /// # Errors
    /// When the setup lacks what the mechanism needs.
    fn client(&self, setup: client::Setup) -> Result<Next<Client>, Error>;

    /// Begin a server's exchange.
    ///
    /// # Errors
    /// When the setup lacks what the mechanism needs.
    fn server(&self, setup: server::Setup) -> Result<Next<Server>, Error>;
}
