//! The client: sends one message, then waits for the server's result.
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
        "PLAIN: the name or the password is empty or contains a character that cannot be sent",
    );
    // Sent as typed, because the server prepares them.
    let fields = Fields {
        authzid: credentials.act_as(),
        authcid: credentials.user(),
        password: credentials.password().expose(),
    };
    Ok(Next::finish(Finish::with_final_message(fields.write().ok_or(UNFIT)?)))
}
