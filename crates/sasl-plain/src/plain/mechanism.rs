//! The mechanism: its name and the first state of each end.
use super::{client, server};
use alloc::sync::Arc;
use core::fmt;
use sasl_core::{
    Client, Error, Server,
    client::Setup as ClientSetup,
    mechanism::{
        ClientMechanism, Credential, Mechanism, MechanismName, Next, Properties, Record, ServerMechanism,
    },
    server::Setup as ServerSetup,
};

const NAME: MechanismName = MechanismName::from_static("PLAIN");
const PROPERTIES: Properties = Properties::new(Credential::Password, 20).plaintext();

/// PLAIN for a client.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct PlainClient;

/// PLAIN for a server.
#[derive(Clone)]
pub struct PlainServer {
    decoy: Option<Arc<dyn Record>>,
}

impl PlainClient {
    /// It has no settings.
    pub fn new() -> Self {
        Self
    }
}

impl PlainServer {
    /// With the record that the passwords of unknown users, and of accounts without a usable record, are checked
    /// with. It must cost what an account's record does, and match nothing.
    pub fn new(decoy: Arc<dyn Record>) -> Self {
        Self { decoy: Some(decoy) }
    }

    /// For an application that checks passwords itself ([`Asked::verified`](sasl_core::Asked::verified)). If it answers
    /// with records nevertheless, the login is unavailable, because unknown users could be told by the time it takes.
    pub fn checked_by_application() -> Self {
        Self { decoy: None }
    }
}

impl Mechanism for PlainClient {
    fn name(&self) -> MechanismName {
        NAME
    }

    fn properties(&self) -> Properties {
        PROPERTIES
    }
}

impl Mechanism for PlainServer {
    fn name(&self) -> MechanismName {
        NAME
    }

    fn properties(&self) -> Properties {
        PROPERTIES
    }
}

impl ClientMechanism for PlainClient {
    fn client(&self, _: ClientSetup) -> Result<Next<Client>, Error> {
        Ok(client::start())
    }
}

impl ServerMechanism for PlainServer {
    fn server(&self, _: ServerSetup) -> Result<Next<Server>, Error> {
        Ok(server::start(self.decoy.clone()))
    }
}

impl fmt::Debug for PlainServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PlainServer(..)")
    }
}
