//! What the rooms share.
use sasl_core::{
    Awaiting, Client, ClientRegistry, Error, Profile, Security, Server, ServerRegistry, Step,
    client::{self, Connection, Preference},
    server::{self, Ask, Check, Rejection, Verdict},
};
use sasl_plain::{LoginClient, LoginServer};
use sasl_testkit::{Application, entropy};

/// The server's first step.
pub(crate) fn start(login: LoginServer, initial: Option<&[u8]>) -> server::Step {
    let line = server::Connection::new(Profile::LDAP, Security::Verified);
    ServerRegistry::new().with(login).offer(&line).start("LOGIN", initial, entropy(2)).unwrap()
}

/// What the server says, and its wait for the answer.
pub(crate) fn said(step: server::Step) -> (Vec<u8>, Awaiting<Server>) {
    let Step::Send { message, then } = step else { panic!("{step:?}") };
    (message.to_vec(), then)
}

pub(crate) fn rejection(step: server::Step) -> Rejection {
    let Step::Done(Verdict::Rejected(rejected)) = step else { panic!("{step:?}") };
    rejected.reason()
}

/// What the application is asked after these answers: name and password; or why it is not.
pub(crate) fn asked(name: &[u8], password: &[u8]) -> Result<(String, String), Rejection> {
    match said(start(LoginServer::checked_by_application(), None)).1.receive(name) {
        step @ Step::Send { .. } => match said(step).1.receive(password) {
            Step::Ask(Ask::CheckPassword(asked)) => {
                Ok((asked.user().into(), asked.password().expose().into()))
            }
            step => Err(rejection(step)),
        },
        step => Err(rejection(step)),
    }
}

/// What becomes of somebody whose password is checked by the application.
pub(crate) fn checked(name: &[u8], password: &[u8], check: Check) -> server::Step {
    let then = said(said(start(LoginServer::checked_by_application(), None)).1.receive(name)).1;
    let Step::Ask(Ask::CheckPassword(asked)) = then.receive(password) else { panic!() };
    asked.verified(check)
}

pub(crate) fn dial() -> Awaiting<Client> {
    let line = Connection::new(Profile::LDAP, Security::Verified);
    let choice = ClientRegistry::new()
        .with(LoginClient::new())
        .choose(["LOGIN"], &line, &Preference::password())
        .unwrap();
    let Step::Receive(then) = choice.start(entropy(1)).unwrap() else { panic!("an initial response") };
    then
}

/// The client's answer to its first prompt.
pub(crate) fn named(
    application: &mut Application<'_>,
    prompt: &[u8],
) -> Result<(Vec<u8>, Awaiting<Client>), Error> {
    let Step::Ask(ask) = dial().receive(prompt)? else { panic!() };
    let step: client::Step = application.answer_client(ask)?;
    let Step::Send { message, then } = step else { panic!() };
    Ok((message.to_vec(), then))
}

pub(crate) fn amy() -> Application<'static> {
    Application::new().credentials("amy", "pencil")
}
