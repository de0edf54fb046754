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
    Client, Credential, Error, ErrorKind, Forms, Mechanism, Next, Properties, Server,
    client::Setup as ClientSetup, server::Setup as ServerSetup,
};

/// The mechanism CRAM-MD5 (RFC 2195).
#[derive(Clone)]
pub struct CramMd5 {
    server: Option<Arc<Shared>>,
    in_clear: bool,
}

impl CramMd5 {
    /// Creates the mechanism for a client. At a server it rejects every login as unavailable.
    pub fn client() -> Self {
        Self { server: None, in_clear: false }
    }

    /// Creates the mechanism for a server whose challenges contain this host. Records have space for all password
    /// forms.
    pub fn server(host: Host) -> Self {
        Self::server_with_forms(host, Forms::default())
    }

    /// Creates the mechanism for a server whose records all have this number of password forms.
    pub fn server_with_forms(host: Host, forms: Forms) -> Self {
        let decoy = Arc::new(CramMd5Record::decoy(forms));
        Self { server: Some(Arc::new(Shared { host, decoy })), ..Self::client() }
    }

    /// Offers the mechanism on cleartext connections too. An eavesdropper can guess some ten million passwords a
    /// second on one core of 2025, so use this only with generated passwords.
    #[must_use]
    pub fn offered_in_clear(self) -> Self {
        Self { in_clear: true, ..self }
    }
}

impl Mechanism for CramMd5 {
    fn name(&self) -> &'static str {
        "CRAM-MD5"
    }

    fn properties(&self) -> Properties {
        let traits = Properties::new(Credential::Password, 10).server_first();
        if self.in_clear { traits } else { traits.confidential() }
    }

    fn client(&self, _: ClientSetup) -> Result<Next<Client>, Error> {
        Ok(client::start())
    }

    fn server(&self, setup: ServerSetup) -> Result<Next<Server>, Error> {
        const CLIENT_ONLY: Error =
            Error::new(ErrorKind::Application, "CRAM-MD5: the mechanism is configured for clients only");
        let shared = self.server.clone().ok_or(CLIENT_ONLY)?;
        Ok(server::start(shared, setup.entropy))
    }
}

impl fmt::Debug for CramMd5 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CramMd5").field("in_clear", &self.in_clear).finish_non_exhaustive()
    }
}
