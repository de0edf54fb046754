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
    Client, Credential, Error, ErrorKind, Forms, Mechanism, Next, Properties, Server,
    client::Setup as ClientSetup, server::Setup as ServerSetup,
};

/// CRAM-MD5.
#[derive(Clone)]
pub struct CramMd5 {
    server: Option<Arc<Shared>>,
    in_clear: bool,
}

impl CramMd5 {
    /// For a program that is a client only. A server's exchange made with this is unavailable.
    pub fn client() -> Self {
        Self { server: None, in_clear: false }
    }

    /// For a server, whose challenges name this host. Its records have room for all forms that a password can have.
    pub fn server(host: Host) -> Self {
        Self::server_with_forms(host, Forms::default())
    }

    /// For a server whose records all have so many forms.
    pub fn server_with_forms(host: Host, forms: Forms) -> Self {
        let decoy = Arc::new(CramMd5Record::decoy(forms));
        Self { server: Some(Arc::new(Shared { host, decoy })), ..Self::client() }
    }

    /// Offer it on a line that anybody can listen to as well. Whoever does can guess passwords, some ten million in a
    /// second on one core of 2025: only for passwords that were generated.
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
        const CLIENT_ONLY: Error = Error::new(ErrorKind::Application, "CRAM-MD5: made for a client only");
        let shared = self.server.clone().ok_or(CLIENT_ONLY)?;
        Ok(server::start(shared, setup.entropy))
    }
}

impl fmt::Debug for CramMd5 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CramMd5").field("in_clear", &self.in_clear).finish_non_exhaustive()
    }
}
