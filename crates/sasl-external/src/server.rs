//! The server: uses the identity that is already proved and reads the authorization identity.
use crate::message;
use alloc::string::String;
use sasl_core::{Error, ErrorKind, ExternalIdentity, Server, mechanism::Next, server::Finish};

pub(crate) fn start(identity: Option<ExternalIdentity>) -> Result<Next<Server>, Error> {
    // The offer guarantees that there is an identity.
    const NOTHING: Error =
        Error::new(ErrorKind::Application, "EXTERNAL: the connection has no proved identity");
    let identity = identity.ok_or(NOTHING)?;
    Ok(Next::receive(move |message: &[u8]| {
        let requested = message::read(message)?.map(String::from);
        Ok(Next::finish(Finish::proved(identity.name()).with_authzid(requested)))
    }))
}
