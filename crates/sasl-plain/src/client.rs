//! The client: one message, and then the server's yes or no.
use crate::{message::Fields, prepare};
use sasl_core::{
    Client, Error, Kind, Next,
    client::{Credentials, Finish, WantCredentials},
};

pub(crate) fn start() -> Next<Client> {
    Next::ask(WantCredentials::new(), |_, credentials| answered(&credentials))
}

fn answered(credentials: &Credentials) -> Result<Next<Client>, Error> {
    const UNFIT: Error =
        Error::new(Kind::Application, "PLAIN: a name or password that is empty or cannot be prepared");
    let prepared = |text| prepare::accept(text).map_err(|_| UNFIT);
    let fields = Fields {
        authzid: credentials.act_as().map(prepared).transpose()?,
        authcid: prepared(credentials.user())?,
        password: prepared(credentials.password().expose())?,
    };
    Ok(Next::finish(Finish::said(fields.write().ok_or(UNFIT)?)))
}
