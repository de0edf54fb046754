//! The server: the name, the password, and the check that PLAIN has too.
use super::prompt;
use crate::{check, prepare};
use alloc::{string::String, sync::Arc};
use sasl_core::{
    Error, Secret, Server,
    mechanism::{Next, Record},
    server::CheckPassword,
};

/// Some clients send the name as an initial response: then there is no prompt for it.
pub(super) fn start(decoy: Option<Arc<dyn Record>>) -> Next<Server> {
    Next::prompt(prompt::USERNAME, move |name: &[u8]| {
        const NAME: Error = Error::peer("LOGIN: the name is empty or not UTF-8");
        let name = core::str::from_utf8(name).ok().filter(|name| !name.is_empty()).ok_or(NAME)?;
        let user = String::from(prepare::login_name(name)?);
        // Whoever it is, the password is asked for.
        Ok(Next::send(prompt::PASSWORD, move |password: &[u8]| answered(user, password, decoy)))
    })
}

/// An empty password must not reach a directory that takes it for an anonymous bind.
fn answered(user: String, password: &[u8], decoy: Option<Arc<dyn Record>>) -> Result<Next<Server>, Error> {
    const PASSWORD: Error = Error::peer("LOGIN: the password is empty, not UTF-8, or holds a NUL");
    let password =
        core::str::from_utf8(password).ok().filter(|password| prepare::is_typed_password(password));
    let password = Secret::new(password.ok_or(PASSWORD)?);
    Ok(check::ask(CheckPassword::new(user, password, "LOGIN"), None, decoy))
}
