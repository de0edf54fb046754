//! What the rooms share: one server, and what becomes of an answer by hand.
use hmac::{KeyInit, Mac};
use sasl_core::{
    Awaiting, Profile, Records, Secret, Security, Server, ServerRegistry, Step,
    server::{self, Offer, Verdict},
};
use sasl_crammd5::{CramMd5Record, CramMd5Server, Host, Stored};
use sasl_testkit::{Application, entropy};
use std::sync::Arc;

pub(crate) fn server() -> CramMd5Server {
    CramMd5Server::new(Host::new("mail.example.org").unwrap())
}

pub(crate) fn offer() -> Offer {
    ServerRegistry::new().with(server()).offer(&server::Connection::new(Profile::LDAP, Security::Verified))
}

pub(crate) fn records(password: &str) -> Records {
    let stored = Stored::derive(&Secret::new(password)).unwrap();
    Records::new([Arc::new(CramMd5Record::new(&stored)) as _])
}

/// A directory in which amy's password is `pencil`.
pub(crate) fn directory() -> Application<'static> {
    Application::new().account("amy", records("pencil"))
}

/// A server that has spoken.
pub(crate) fn challenged() -> (String, Awaiting<Server>) {
    let Step::Send { message, then } = offer().start("CRAM-MD5", None, entropy(2)).unwrap() else { panic!() };
    (String::from_utf8(message.to_vec()).unwrap(), then)
}

/// The digits of a right answer, by another implementation.
pub(crate) fn digits(password: &str, challenge: &str) -> String {
    let mut mac = hmac::Hmac::<md5::Md5>::new_from_slice(password.as_bytes()).unwrap();
    mac.update(challenge.as_bytes());
    mac.finalize().into_bytes().iter().map(|octet| format!("{octet:02x}")).collect()
}

/// The log's word for how it ended.
pub(crate) fn end(mut step: server::Step, directory: &mut Application<'_>) -> &'static str {
    loop {
        step = match step {
            Step::Ask(ask) => directory.answer_server(ask),
            Step::Done(Verdict::Accepted(_)) => return "accepted",
            Step::Done(Verdict::Rejected(rejected)) => return rejected.reason().label(),
            other => panic!("{other:?}"),
        }
    }
}

/// What becomes of this answer to the challenge.
pub(crate) fn answered(answer: impl FnOnce(&str) -> Vec<u8>) -> &'static str {
    let (challenge, then) = challenged();
    end(then.receive(&answer(&challenge)), &mut directory())
}

/// What becomes of somebody with a password.
pub(crate) fn log_in(user: &str, password: &str) -> &'static str {
    answered(|challenge| format!("{user} {}", digits(password, challenge)).into())
}
