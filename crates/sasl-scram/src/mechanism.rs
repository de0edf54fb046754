//! The mechanisms: their names and the first state of each end.
use crate::{
    client,
    hash::Hash,
    server,
    settings::{Settings, Shared},
};
use alloc::sync::Arc;
use core::fmt;
use sasl_core::{
    Binds, Client, Credential, Error, Mechanism, Next, Properties, Server, client::Setup as ClientSetup,
    server::Setup as ServerSetup,
};

/// A SCRAM mechanism (RFC 5802) of one hash, with or without `-PLUS`.
pub struct Scram<H: Hash> {
    plus: bool,
    pub(crate) shared: Arc<Shared<H>>,
}

impl<H: Hash> Scram<H> {
    /// Creates `SCRAM-<HASH>`. The client says whether it supports channel binding. The exchange has one only if a
    /// client, like Cyrus's, sends `p=` under this name.
    pub fn bare(settings: &Settings) -> Self {
        Self { plus: false, shared: Arc::new(Shared::new(settings)) }
    }

    /// Creates `SCRAM-<HASH>-PLUS`, which always has a channel binding.
    pub fn plus(settings: &Settings) -> Self {
        Self { plus: true, ..Self::bare(settings) }
    }
}

impl<H: Hash> Mechanism for Scram<H> {
    fn name(&self) -> &'static str {
        if self.plus { H::PLUS } else { H::NAME }
    }

    fn properties(&self) -> Properties {
        let binds = if self.plus { Binds::Always } else { Binds::Bare };
        Properties::new(Credential::Password, H::STRENGTH).binds(binds).proves_server()
    }

    fn client(&self, setup: ClientSetup) -> Result<Next<Client>, Error> {
        Ok(client::start(Arc::clone(&self.shared), setup))
    }

    fn server(&self, setup: ServerSetup) -> Result<Next<Server>, Error> {
        server::start(Arc::clone(&self.shared), self.plus, setup)
    }
}

impl<H: Hash> fmt::Debug for Scram<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Scram").field(&self.name()).finish()
    }
}
