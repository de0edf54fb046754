//! The client: sends one message, then waits for the server's result.
use crate::message;
use alloc::vec::Vec;
use sasl_core::{Client, Error, ErrorKind, client::Finish, mechanism::Next};

pub(crate) fn start(act_as: Option<&str>) -> Result<Next<Client>, Error> {
    const UNFIT: Error =
        Error::new(ErrorKind::Application, "EXTERNAL: the authorization identity contains a NUL");
    let identity = act_as.unwrap_or_default();
    if !message::is_identity(identity) {
        return Err(UNFIT);
    }
    Ok(Next::finish(Finish::with_final_message(Vec::from(identity))))
}
