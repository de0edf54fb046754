//! What the rooms share.
use sasl_core::{
    ClientRegistry, Error, Profile, Security, ServerRegistry, Step,
    client::{self, Connection, Preference},
    server::{self, Ask, Check, CheckPassword, Decision, Offer, Rejection, Verdict},
};
use sasl_plain::{PlainClient, PlainServer};
use sasl_testkit::{Application, entropy};

pub(crate) fn offer(plain: PlainServer) -> Offer {
    ServerRegistry::new().with(plain).offer(&server::Connection::new(Profile::LDAP, Security::Verified))
}

/// The server's first step after this message.
pub(crate) fn start(plain: PlainServer, message: &[u8]) -> server::Step {
    offer(plain).start("PLAIN", Some(message), entropy(2)).unwrap()
}

pub(crate) fn rejection(step: &server::Step) -> Option<Rejection> {
    match step {
        Step::Done(Verdict::Rejected(rejected)) => Some(rejected.reason()),
        _ => None,
    }
}

/// What the application is asked: name and password; or why it is not.
pub(crate) fn asked(message: &[u8]) -> Result<(String, String), Rejection> {
    match start(PlainServer::checked_by_application(), message) {
        Step::Ask(Ask::CheckPassword(asked)) => {
            let question: &CheckPassword = &asked;
            Ok((question.user().into(), question.password().expose().into()))
        }
        other => Err(rejection(&other).unwrap()),
    }
}

/// The password is right; this is what becomes of the wish to act as somebody.
pub(crate) fn authorized(message: &[u8], decision: Decision) -> (Option<String>, Verdict) {
    let Step::Ask(Ask::CheckPassword(asked)) = start(PlainServer::checked_by_application(), message) else {
        panic!()
    };
    let Step::Ask(Ask::Authorize(asked)) = asked.verified(Check::Match) else { panic!() };
    let requested = asked.requested().map(str::to_owned);
    let Step::Done(verdict) = asked.answer(decision) else { panic!() };
    (requested, verdict)
}

/// What a client says.
pub(crate) fn said(user: &str, password: &str, act_as: &str) -> Result<Vec<u8>, Error> {
    let line = Connection::new(Profile::LDAP, Security::Verified);
    let choice = ClientRegistry::new()
        .with(PlainClient::new())
        .choose(["PLAIN"], &line, &Preference::password())
        .unwrap();
    let Step::Ask(ask) = choice.start(entropy(1))? else { panic!() };
    let mut application = Application::new().credentials(user, password).acting_as(act_as);
    let step: client::Step = application.answer_client(ask)?;
    let Step::Send { message, .. } = step else { panic!() };
    Ok(message.to_vec())
}
