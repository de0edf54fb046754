//! The name, and each end's first state.
use crate::{client, server};
use alloc::string::String;
use core::fmt;
use sasl_core::{
    Client, Error, Server,
    client::Setup as ClientSetup,
    mechanism::{ClientMechanism, Credential, Mechanism, MechanismName, Next, Properties, ServerMechanism},
    server::Setup as ServerSetup,
};

/// EXTERNAL.
#[derive(Clone, Default)]
pub struct External {
    act_as: Option<String>,
}

impl External {
    /// For servers, and for clients that act as themselves.
    pub fn new() -> Self {
        Self::default()
    }

    /// For a client that acts as this identity: another address of its account, or the name of an account that its
    /// key may use. An empty one is none.
    pub fn acting_as(identity: impl Into<String>) -> Self {
        let identity = identity.into();
        Self { act_as: (!identity.is_empty()).then_some(identity) }
    }
}

impl Mechanism for External {
    fn name(&self) -> MechanismName {
        const NAME: MechanismName = MechanismName::from_static("EXTERNAL");
        NAME
    }

    fn properties(&self) -> Properties {
        Properties::new(Credential::External, 100)
    }
}

impl ClientMechanism for External {
    fn client(&self, _: ClientSetup) -> Result<Next<Client>, Error> {
        client::start(self.act_as.as_deref())
    }
}

impl ServerMechanism for External {
    fn server(&self, setup: ServerSetup) -> Result<Next<Server>, Error> {
        server::start(setup.external)
    }
}

impl fmt::Debug for External {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("External(..)")
    }
}
