//! The name, and each end's first state.
use super::{client, server};
use alloc::sync::Arc;
use core::fmt;
use sasl_core::{
    Client, Credential, Error, Mechanism, Next, Properties, Record, Server, client::Setup as ClientSetup,
    server::Setup as ServerSetup,
};

/// PLAIN.
#[derive(Clone, Default)]
pub struct Plain {
    decoy: Option<Arc<dyn Record>>,
}

impl Plain {
    /// For clients, and for servers whose application checks passwords itself. A server that answers with
    /// records needs [`Plain::with_decoy`]; without it such a login is unavailable.
    pub fn new() -> Self {
        Self::default()
    }

    /// With the record that the passwords of unknown users, and of accounts without a usable record, are checked
    /// with. It must cost what an account's record does, and match nothing.
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
