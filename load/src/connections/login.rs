//! A client's login over IMAP, as an embedder writes it.
use super::wire::Wire;
use countersign::{
    ClientRegistry, Error, Records, Secret, Security, Step, client_registry,
    crammd5::CramMd5Client,
    drive::{ClientAction, turn},
    mail::{
        Answer, Failure,
        imap::{capability::Capabilities, client},
        line,
    },
    sasl::{
        Client, Profile,
        client::{Connection, Credentials, Preference},
    },
};
use std::{cell::RefCell, collections::HashMap, io};

/// What clients log in with, in turn.
pub const MECHANISMS: [&str; 7] = [
    "SCRAM-SHA-256-PLUS",
    "SCRAM-SHA-512-PLUS",
    "SCRAM-SHA-256",
    "SCRAM-SHA-1",
    "PLAIN",
    "LOGIN",
    "CRAM-MD5",
];

/// What the server has said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Yes, and it has proved itself if the mechanism does that.
    Yes,
    /// That the credential is wrong.
    No,
}

/// Clients of one process: what they have derived once they use again.
pub struct Clients {
    registry: ClientRegistry,
    /// By user and mechanism, of right passwords.
    keys: RefCell<HashMap<(String, &'static str), Records>>,
}

impl Clients {
    pub fn new() -> Self {
        Self { registry: client_registry().with(CramMd5Client::new()), keys: RefCell::default() }
    }

    /// Derived keys for the right password of this user, if there are any yet.
    pub fn keys(&self, user: &str, mechanism: &'static str) -> Option<Records> {
        self.keys.borrow().get(&(user.to_owned(), mechanism)).cloned()
    }

    pub fn keep(&self, user: &str, mechanism: &'static str, keys: Records) {
        self.keys.borrow_mut().insert((user.to_owned(), mechanism), keys);
    }

    /// Begin with this mechanism: the step that has a question first.
    pub fn begin(&self, wire: &Wire, greeting: &str, mechanism: &str) -> io::Result<Step<Client>> {
        let offered = able(greeting);
        let connection = Connection::new(Profile::MAIL, Security::Verified).with_bindings(wire.bindings());
        let preference = Preference::password().pin(mechanism);
        let choice = self.registry.choose(offered.mechanisms.iter(), &connection, &preference);
        let entropy = countersign::entropy().map_err(io::Error::other)?;
        choice.map_err(io::Error::other)?.start(entropy).map_err(io::Error::other)
    }
}

/// What a greeting lists.
pub fn able(greeting: &str) -> Capabilities {
    let list = greeting.split_once("[CAPABILITY ").and_then(|(_, rest)| rest.split_once(']'));
    Capabilities::read(list.map_or("", |(list, _)| list).as_bytes())
}

/// Log in on a connection that has been greeted; what the server says, and keys that have been derived.
pub async fn log_in(
    wire: &mut Wire,
    greeting: &str,
    mechanism: &str,
    mut step: Step<Client>,
    credentials: Credentials,
) -> io::Result<(Said, Records)> {
    let mut first = true;
    loop {
        let (message, then) = match turn(step, || credentials.clone()).map_err(io::Error::other)? {
            ClientAction::Send(message, then) => (message, then),
            ClientAction::Done(authenticated) => return Ok((Said::Yes, authenticated.keys().clone())),
        };
        let words = if first {
            let command = client::authenticate("a", mechanism, message.as_deref(), &able(greeting));
            command.map_err(io::Error::other)?.line
        } else {
            line::response(&message.unwrap_or_default())
        };
        first = false;
        wire.write(&words).await?;
        let answer = loop {
            match client::read("a", wire.line().await?.as_bytes()) {
                Answer::Incomplete => {}
                answer => break answer,
            }
        };
        let refused = matches!(answer, Answer::Failure(Failure::BadCredentials, _));
        step = match answer.deliver_to(then) {
            Ok(step) => step,
            Err(_) if refused => return Ok((Said::No, Records::new([]))),
            Err(error) => return Err(told(error)),
        };
    }
}

fn told(error: Error) -> io::Error {
    io::Error::other(error)
}

/// Credentials of a user; the right ones come with the keys that are there, and hand new ones on.
pub fn credentials(user: &str, password: &str, keys: Option<Records>) -> Credentials {
    let credentials = Credentials::new(user, Secret::new(password)).keeping_keys();
    match keys {
        Some(keys) => credentials.with_keys(keys),
        None => credentials,
    }
}
