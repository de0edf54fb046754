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

/// The client's end of PLAIN (RFC 4616).
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct PlainClient;

/// The server's end of PLAIN (RFC 4616).
#[derive(Clone)]
pub struct PlainServer {
    decoy: Option<Arc<dyn Record>>,
}

impl PlainClient {
    /// Creates the mechanism.
    pub fn new() -> Self {
        Self
    }
}

impl PlainServer {
    /// Creates the mechanism with the record for unknown users and for accounts without a usable record. A check
    /// against it must cost as much as one against an account's record, and never match.
    pub fn new(decoy: Arc<dyn Record>) -> Self {
        Self { decoy: Some(decoy) }
    }

    /// Creates the mechanism for an application that checks passwords itself ([`Asked::verified`](sasl_core::Asked::verified)). If it answers
    /// with records nevertheless, the login is unavailable, because its duration would show which users are unknown.
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
