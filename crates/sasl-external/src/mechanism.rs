//! The mechanism: its name and the first state of each end.
use crate::{client, server};
use alloc::string::String;
use core::fmt;
use sasl_core::{
    Client, Error, Server,
    client::Setup as ClientSetup,
    mechanism::{ClientMechanism, Credential, Mechanism, MechanismName, Next, Properties, ServerMechanism},
    server::Setup as ServerSetup,
};

/// The mechanism EXTERNAL (RFC 4422 appendix A).
#[derive(Clone, Default)]
pub struct External {
    act_as: Option<String>,
}

impl External {
    /// Creates the mechanism for servers, and for clients that act as themselves.
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates the mechanism for a client with this authorization identity: another address of its account, or an
    /// account that its key may use. An empty one is ignored.
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
