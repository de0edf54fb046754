//! The server: read the message, have the password checked.
use crate::{check::Checking, message::Fields, prepare};
use alloc::{string::String, sync::Arc};
use sasl_core::{
    Error, Next, Record, Secret, Server,
    server::{Check, CheckPassword, Finish, PasswordAnswer, Rejection},
};

pub(crate) fn start(decoy: Option<Arc<dyn Record>>) -> Next<Server> {
    Next::receive(move |message: &[u8]| read(message, decoy))
}

fn read(message: &[u8], decoy: Option<Arc<dyn Record>>) -> Result<Next<Server>, Error> {
    let Fields { authzid, authcid, password } = Fields::read(message)?;
    let requested = authzid.map(prepare::login_name).transpose()?.map(String::from);
    let user = prepare::login_name(authcid)?;
    let question = CheckPassword::new(user, Secret::new(password), "PLAIN");
    Ok(Next::ask(question, |question: CheckPassword, answer| {
        let (user, password) = question.into_parts();
        match answer {
            PasswordAnswer::Checked(check) => Ok(finish(check, user, requested)),
            PasswordAnswer::Against(found) => {
                Checking::begin(&found, decoy, &password, move |check| finish(check, user, requested))
            }
        }
    }))
}

fn finish(check: Check, user: String, requested: Option<String>) -> Next<Server> {
    Next::finish(match check {
        Check::Match => Finish::proved(user).requesting(requested),
        Check::NoMatch => Finish::rejected(Rejection::BadCredentials),
    })
}
