//! The name, and each end's first state.
use crate::{
    client,
    host::Host,
    record::CramMd5Record,
    server::{self, Shared},
};
use alloc::sync::Arc;
use core::fmt;
use sasl_core::{
    Client, Error, Server,
    client::Setup as ClientSetup,
    mechanism::{
        ClientMechanism, Credential, Forms, Mechanism, MechanismName, Next, Properties, ServerMechanism,
    },
    server::Setup as ServerSetup,
};

const NAME: MechanismName = MechanismName::from_static("CRAM-MD5");
const PROPERTIES: Properties = Properties::new(Credential::Password, 10).server_first();

/// CRAM-MD5 for a client.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct CramMd5Client;

/// CRAM-MD5 for a server.
#[derive(Clone)]
pub struct CramMd5Server {
    shared: Arc<Shared>,
    in_clear: bool,
}

impl CramMd5Client {
    /// It has no settings.
    pub fn new() -> Self {
        Self
    }
}

impl CramMd5Server {
    /// For a server, whose challenges name this host. Its records have room for all forms that a password can have.
    pub fn new(host: Host) -> Self {
        Self::with_forms(host, Forms::default())
    }

    /// For a server whose records all have so many forms.
    pub fn with_forms(host: Host, forms: Forms) -> Self {
        let decoy = Arc::new(CramMd5Record::decoy(forms));
        Self { shared: Arc::new(Shared { host, decoy }), in_clear: false }
    }

    /// Offer it on a line that anybody can listen to as well. Whoever does can guess passwords, some ten million in a
    /// second on one core of 2025: only for passwords that were generated.
    #[must_use]
    pub fn offered_in_clear(self) -> Self {
        Self { in_clear: true, ..self }
    }
}

impl Mechanism for CramMd5Client {
    fn name(&self) -> MechanismName {
        NAME
    }

    fn properties(&self) -> Properties {
        PROPERTIES.confidential()
    }
}

impl Mechanism for CramMd5Server {
    fn name(&self) -> MechanismName {
        NAME
    }

    fn properties(&self) -> Properties {
        if self.in_clear { PROPERTIES } else { PROPERTIES.confidential() }
    }
}

impl ClientMechanism for CramMd5Client {
    fn client(&self, _: ClientSetup) -> Result<Next<Client>, Error> {
        Ok(client::start())
    }
}

impl ServerMechanism for CramMd5Server {
    fn server(&self, setup: ServerSetup) -> Result<Next<Server>, Error> {
        Ok(server::start(Arc::clone(&self.shared), setup.entropy))
    }
}

impl fmt::Debug for CramMd5Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CramMd5Server").field("in_clear", &self.in_clear).finish_non_exhaustive()
    }
}
