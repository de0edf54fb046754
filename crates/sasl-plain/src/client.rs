//! The client: one message, and then the server's yes or no.
use crate::message::Fields;
use sasl_core::{
    Client, Error, Kind, Next,
    client::{Credentials, Finish, WantCredentials},
};

pub(crate) fn start() -> Next<Client> {
    Next::ask(WantCredentials::new(), |_, credentials| answered(&credentials))
}

fn answered(credentials: &Credentials) -> Result<Next<Client>, Error> {
    const UNFIT: Error =
        Error::new(Kind::Application, "PLAIN: a name or password that is empty or holds a NUL");
    // As they were typed: it is the server that prepares them.
    let fields = Fields {
        authzid: credentials.act_as(),
        authcid: credentials.user(),
        password: credentials.password().expose(),
    };
    Ok(Next::finish(Finish::said(fields.write().ok_or(UNFIT)?)))
}
