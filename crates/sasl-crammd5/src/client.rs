//! The client: answers the server's challenge, then waits for the result.
use crate::{challenge, key::Key, response::Response};
use alloc::vec::Vec;
use sasl_core::{
    Client, Error, ErrorKind,
    client::{Credentials, Finish, WantCredentials},
    mechanism::Next,
};

pub(crate) fn start() -> Next<Client> {
    Next::receive(|challenge: &[u8]| {
        let challenge = Vec::from(challenge::read(challenge)?);
        Ok(Next::ask(WantCredentials::new(), move |_, credentials| answered(&challenge, &credentials)))
    })
}

fn answered(challenge: &[u8], credentials: &Credentials) -> Result<Next<Client>, Error> {
    const NAME: Error =
        Error::new(ErrorKind::Application, "CRAM-MD5: the name is empty or contains a control character");
    const PASSWORD: Error = Error::new(ErrorKind::Application, "CRAM-MD5: the password is empty");
    const ACT_AS: Error =
        Error::new(ErrorKind::Application, "CRAM-MD5: the mechanism has no authorization identity");
    if credentials.act_as().is_some() {
        return Err(ACT_AS);
    }
    let user = credentials.user();
    if user.is_empty() || user.chars().any(char::is_control) {
        return Err(NAME);
    }
    // The name is sent as typed, because the server prepares it. The password is prepared here, because the server
    // never gets it.
    let password =
        precis_normalize::password_forms(credentials.password().expose()).next().ok_or(PASSWORD)?;
    let digest = Key::new(password.as_str().as_bytes()).mac(challenge);
    Ok(Next::finish(Finish::with_final_message(Response { user, digest }.write())))
}
