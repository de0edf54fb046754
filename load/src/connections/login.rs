//! A client's login over IMAP, as an application writes it.
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

/// The mechanisms that clients use in turn.
pub const MECHANISMS: [&str; 7] = [
    "SCRAM-SHA-256-PLUS",
    "SCRAM-SHA-512-PLUS",
    "SCRAM-SHA-256",
    "SCRAM-SHA-1",
    "PLAIN",
    "LOGIN",
    "CRAM-MD5",
];

/// The server's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Success. The server has proved itself if the mechanism supports that.
    Yes,
    /// The credential is wrong.
    No,
}

/// The clients of one process, which reuse derived keys.
pub struct Clients {
    registry: ClientRegistry,
    /// The derived keys by user and mechanism, of correct passwords.
    keys: RefCell<HashMap<(String, &'static str), Records>>,
}

impl Clients {
    pub fn new() -> Self {
        Self { registry: client_registry().with(CramMd5Client::new()), keys: RefCell::default() }
    }

    /// Returns the keys derived from the correct password of this user, if there are any yet.
    pub fn keys(&self, user: &str, mechanism: &'static str) -> Option<Records> {
        self.keys.borrow().get(&(user.to_owned(), mechanism)).cloned()
    }

    pub fn keep(&self, user: &str, mechanism: &'static str, keys: Records) {
        self.keys.borrow_mut().insert((user.to_owned(), mechanism), keys);
    }

    /// Starts this mechanism. The first step is a question.
    pub fn begin(&self, wire: &Wire, greeting: &str, mechanism: &str) -> io::Result<Step<Client>> {
        let offered = able(greeting);
        let connection = Connection::new(Profile::MAIL, Security::Verified).with_bindings(wire.bindings());
        let preference = Preference::password().pin(mechanism);
        let choice = self.registry.choose(offered.mechanisms.iter(), &connection, &preference);
        let entropy = countersign::entropy().map_err(io::Error::other)?;
        choice.map_err(io::Error::other)?.start(entropy).map_err(io::Error::other)
    }
}

/// Returns the capabilities in a greeting.
pub fn able(greeting: &str) -> Capabilities {
    let list = greeting.split_once("[CAPABILITY ").and_then(|(_, rest)| rest.split_once(']'));
    Capabilities::read(list.map_or("", |(list, _)| list).as_bytes())
}

/// Logs in on a connection after its greeting. Returns the server's answer and the derived keys.
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

/// Returns the credentials of a user; correct ones include existing keys and request new ones.
pub fn credentials(user: &str, password: &str, keys: Option<Records>) -> Credentials {
    let credentials = Credentials::new(user, Secret::new(password)).keeping_keys();
    match keys {
        Some(keys) => credentials.with_keys(keys),
        None => credentials,
    }
}
