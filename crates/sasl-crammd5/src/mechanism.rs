//! The mechanism: its name and the first state of each end.
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

/// The client's end of CRAM-MD5 (RFC 2195).
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct CramMd5Client;

/// The server's end of CRAM-MD5 (RFC 2195).
#[derive(Clone)]
pub struct CramMd5Server {
    shared: Arc<Shared>,
    in_clear: bool,
}

impl CramMd5Client {
    /// Creates the mechanism.
    pub fn new() -> Self {
        Self
    }
}

impl CramMd5Server {
    /// Creates the mechanism for a server whose challenges contain this host. Records have space for all password
    /// forms.
    pub fn new(host: Host) -> Self {
        Self::with_forms(host, Forms::default())
    }

    /// Creates the mechanism for a server whose records all have this number of password forms.
    pub fn with_forms(host: Host, forms: Forms) -> Self {
        let decoy = Arc::new(CramMd5Record::decoy(forms));
        Self { shared: Arc::new(Shared { host, decoy }), in_clear: false }
    }

    /// Offers the mechanism on cleartext connections too. An eavesdropper can guess some ten million passwords a
    /// second on one core of 2025, so use this only with generated passwords.
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
