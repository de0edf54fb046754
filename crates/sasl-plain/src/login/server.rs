//! The server: asks for the name and the password, then checks them as PLAIN does.
use super::prompt;
use crate::{check, prepare};
use alloc::{string::String, sync::Arc};
use sasl_core::{
    Error, Secret, Server,
    mechanism::{Next, Record},
    server::CheckPassword,
};

/// Accepts the name as an initial response, which some clients send, or prompts for it.
pub(super) fn start(decoy: Option<Arc<dyn Record>>) -> Next<Server> {
    Next::prompt(prompt::USERNAME, move |name: &[u8]| {
        const NAME: Error = Error::peer("LOGIN: the name is empty or not UTF-8");
        let name = core::str::from_utf8(name).ok().filter(|name| !name.is_empty()).ok_or(NAME)?;
        let user = String::from(prepare::login_name(name)?);
        // The password is requested for known and unknown names alike.
        Ok(Next::send(prompt::PASSWORD, move |password: &[u8]| answered(user, password, decoy)))
    })
}

/// Rejects an empty password, which an LDAP directory could take for an anonymous bind.
fn answered(user: String, password: &[u8], decoy: Option<Arc<dyn Record>>) -> Result<Next<Server>, Error> {
    const PASSWORD: Error = Error::peer("LOGIN: the password is empty, not UTF-8, or contains a NUL");
    let password =
        core::str::from_utf8(password).ok().filter(|password| prepare::is_typed_password(password));
    let password = Secret::new(password.ok_or(PASSWORD)?);
    Ok(check::ask(CheckPassword::new(user, password, "LOGIN"), None, decoy))
}
