//! The client: one message, and then the server's yes or no.
use super::message::Fields;
use sasl_core::{
    Client, Error, ErrorKind,
    client::{Credentials, Finish, WantCredentials},
    mechanism::Next,
};

pub(super) fn start() -> Next<Client> {
    Next::ask(WantCredentials::new(), |_, credentials| answered(&credentials))
}

fn answered(credentials: &Credentials) -> Result<Next<Client>, Error> {
    const UNFIT: Error = Error::new(
        ErrorKind::Application,
        "PLAIN: a name or password that is empty, or a character in it that cannot be sent",
    );
    // As they were typed: it is the server that prepares them.
    let fields = Fields {
        authzid: credentials.act_as(),
        authcid: credentials.user(),
        password: credentials.password().expose(),
    };
    Ok(Next::finish(Finish::with_final_message(fields.write().ok_or(UNFIT)?)))
}
