//! The client: answers the first prompt with the name and the second with the password.
//!
//! It sends no initial response, because a server that ignores one would get the password in place of the name.
use super::prompt;
use crate::prepare;
use alloc::vec::Vec;
use sasl_core::{
    Client, Error, ErrorKind, Secret,
    client::{Credentials, Finish, WantCredentials},
    mechanism::Next,
};
use zeroize::Zeroizing;

pub(super) fn start() -> Next<Client> {
    Next::receive(|challenge: &[u8]| {
        const EARLY: Error = Error::peer("LOGIN: the server asks for the password before the name");
        if prompt::asks_for_a_password(challenge) {
            return Err(EARLY);
        }
        Ok(Next::ask(WantCredentials::new(), |_, credentials| name(&credentials)))
    })
}

fn name(credentials: &Credentials) -> Result<Next<Client>, Error> {
    const UNFIT: Error = Error::new(
        ErrorKind::Application,
        "LOGIN: the name or the password is empty or contains a character that cannot be sent",
    );
    const ACT_AS: Error =
        Error::new(ErrorKind::Application, "LOGIN: the mechanism has no authorization identity");
    if credentials.act_as().is_some() {
        return Err(ACT_AS);
    }
    let (user, secret) = (credentials.user(), credentials.password().clone());
    if !prepare::is_typed_name(user) || !prepare::is_typed_password(secret.expose()) {
        return Err(UNFIT);
    }
    Ok(Next::send(user.as_bytes(), move |challenge: &[u8]| password(challenge, &secret)))
}

fn password(challenge: &[u8], password: &Secret) -> Result<Next<Client>, Error> {
    const AGAIN: Error = Error::peer("LOGIN: the server asks for the name again");
    if prompt::asks_for_a_name(challenge) {
        return Err(AGAIN);
    }
    Ok(Next::finish(Finish::with_final_message(Zeroizing::new(Vec::from(password.expose())))))
}
