//! The mechanisms: their names and the first state of each end.
use crate::{
    client,
    hash::Hash,
    server,
    settings::{ClientSettings, ServerSettings, Shared},
};
use alloc::sync::Arc;
use core::{fmt, marker::PhantomData};
use sasl_core::{
    Client, Error, Server,
    client::Setup as ClientSetup,
    mechanism::{
        Binds, ClientMechanism, Credential, Mechanism, MechanismName, Next, Properties, ServerMechanism,
    },
    server::Setup as ServerSetup,
};

/// A client's SCRAM mechanism (RFC 5802) of one hash, with or without `-PLUS`.
pub struct ScramClient<H: Hash> {
    plus: bool,
    settings: Arc<ClientSettings>,
    hash: PhantomData<fn() -> H>,
}

/// A server's SCRAM mechanism (RFC 5802) of one hash, with or without `-PLUS`.
pub struct ScramServer<H: Hash> {
    plus: bool,
    shared: Arc<Shared<H>>,
}

impl<H: Hash> ScramClient<H> {
    /// Creates `SCRAM-<HASH>`. The client says whether it supports channel binding.
    pub fn bare(settings: &ClientSettings) -> Self {
        Self { plus: false, settings: Arc::new(settings.clone()), hash: PhantomData }
    }

    /// Creates `SCRAM-<HASH>-PLUS`, which always has a channel binding.
    pub fn plus(settings: &ClientSettings) -> Self {
        Self { plus: true, ..Self::bare(settings) }
    }
}

impl<H: Hash> ScramServer<H> {
    /// Creates `SCRAM-<HASH>`. The client says whether it supports channel binding. The exchange has one only if a
    /// client, like Cyrus's, sends `p=` under this name.
    pub fn bare(settings: &ServerSettings) -> Self {
        Self { plus: false, shared: Arc::new(Shared::new(settings)) }
    }

    /// Creates `SCRAM-<HASH>-PLUS`, which always has a channel binding.
    pub fn plus(settings: &ServerSettings) -> Self {
        Self { plus: true, ..Self::bare(settings) }
    }
}

const fn name<H: Hash>(plus: bool) -> MechanismName {
    if plus {
        const { MechanismName::from_static(H::PLUS) }
    } else {
        const { MechanismName::from_static(H::NAME) }
    }
}

const fn properties<H: Hash>(plus: bool) -> Properties {
    let binds = if plus { Binds::Always } else { Binds::Bare };
    Properties::new(Credential::Password, H::STRENGTH).binds(binds).proves_server()
}

impl<H: Hash> Mechanism for ScramClient<H> {
    fn name(&self) -> MechanismName {
        name::<H>(self.plus)
    }

    fn properties(&self) -> Properties {
        properties::<H>(self.plus)
    }
}

impl<H: Hash> Mechanism for ScramServer<H> {
    fn name(&self) -> MechanismName {
        name::<H>(self.plus)
    }

    fn properties(&self) -> Properties {
        properties::<H>(self.plus)
    }
}

impl<H: Hash> ClientMechanism for ScramClient<H> {
    fn client(&self, setup: ClientSetup) -> Result<Next<Client>, Error> {
        Ok(client::start::<H>(Arc::clone(&self.settings), setup))
    }
}

impl<H: Hash> ServerMechanism for ScramServer<H> {
    fn server(&self, setup: ServerSetup) -> Result<Next<Server>, Error> {
        Ok(server::start(Arc::clone(&self.shared), self.plus, setup))
    }
}

impl<H: Hash> fmt::Debug for ScramClient<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ScramClient").field(&self.name()).finish()
    }
}

impl<H: Hash> fmt::Debug for ScramServer<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ScramServer").field(&self.name()).finish()
    }
}
