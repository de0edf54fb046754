//! The mechanism: its name and the first state of each end.
use super::{client, server};
use alloc::sync::Arc;
use core::fmt;
use sasl_core::{
    Client, Credential, Error, Mechanism, Next, Properties, Record, Server, client::Setup as ClientSetup,
    server::Setup as ServerSetup,
};

/// The mechanism PLAIN (RFC 4616).
#[derive(Clone, Default)]
pub struct Plain {
    decoy: Option<Arc<dyn Record>>,
}

impl Plain {
    /// Creates the mechanism for clients, and for servers whose application checks passwords itself. A server that
    /// answers with records needs [`Plain::with_decoy`]; without it such a login is rejected as unavailable.
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates the mechanism with the record for unknown users and for accounts without a usable record. A check
    /// against it must cost as much as one against an account's record, and never match.
    pub fn with_decoy(decoy: Arc<dyn Record>) -> Self {
        Self { decoy: Some(decoy) }
    }
}

impl Mechanism for Plain {
    fn name(&self) -> &'static str {
        "PLAIN"
    }

    fn properties(&self) -> Properties {
        Properties::new(Credential::Password, 20).plaintext()
    }

    fn client(&self, _: ClientSetup) -> Result<Next<Client>, Error> {
        Ok(client::start())
    }

    fn server(&self, _: ServerSetup) -> Result<Next<Server>, Error> {
        Ok(server::start(self.decoy.clone()))
    }
}

impl fmt::Debug for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Plain(..)")
    }
}
