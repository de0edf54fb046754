//! The server: reads the message and asks for a check of the password.
use super::message::Fields;
use crate::{check, prepare};
use alloc::{string::String, sync::Arc};
use sasl_core::{
    Error, Secret, Server,
    mechanism::{Next, Record},
    server::CheckPassword,
};

pub(super) fn start(decoy: Option<Arc<dyn Record>>) -> Next<Server> {
    Next::receive(move |message: &[u8]| read(message, decoy))
}

fn read(message: &[u8], decoy: Option<Arc<dyn Record>>) -> Result<Next<Server>, Error> {
    let Fields { authzid, authcid, password } = Fields::read(message)?;
    let requested = authzid.map(prepare::login_name).transpose()?.map(String::from);
    let user = prepare::login_name(authcid)?;
    Ok(check::ask(CheckPassword::new(user, Secret::new(password), "PLAIN"), requested, decoy))
}
