//! The server: who it is has been proved already; read whom they want to act as.
use crate::message;
use alloc::string::String;
use sasl_core::{Error, ErrorKind, ExternalIdentity, Server, mechanism::Next, server::Finish};

pub(crate) fn start(identity: Option<ExternalIdentity>) -> Result<Next<Server>, Error> {
    // The offer sees to it that there is one.
    const NOTHING: Error = Error::new(ErrorKind::Application, "EXTERNAL: nothing was proved beneath SASL");
    let identity = identity.ok_or(NOTHING)?;
    Ok(Next::receive(move |message: &[u8]| {
        let requested = message::read(message)?.map(String::from);
        Ok(Next::finish(Finish::proved(identity.name()).with_authzid(requested)))
    }))
}
