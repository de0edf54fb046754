//! SCRAM-SHA-256 at either end of a connection, and base64.
use super::{PASSWORD, Protocol, Serve, USER, Wire};
use countersign::{
    Credentials, DirectorySecret, Error, Recipe, Records, Secret, Security, client_registry,
    drive::{self, ClientWire, Directory, Reply, Response, ServerWire},
    entropy,
    mail::{line, line::Line},
    sasl::{
        ErrorKind, Profile,
        client::{self, Preference},
        server::{self, Found, Verdict},
    },
    server_registry,
};

pub(crate) fn base64(octets: impl AsRef<[u8]>) -> String {
    line::response(octets.as_ref()).trim_end().to_owned()
}

#[track_caller]
pub(crate) fn octets(base64: &str) -> Vec<u8> {
    match Line::read(base64.as_bytes(), 65_536) {
        Line::Response(octets) => octets.to_vec(),
        other => panic!("{base64}: {other:?}"),
    }
}

/// Returns a client-first-message, encoded.
pub(crate) fn client_first() -> String {
    client_first_of("alice")
}

/// Returns a client-first-message for this name.
pub(crate) fn client_first_of(name: &str) -> String {
    base64(format!("n,,n={name},r=fyko+d2lbbFgONRv9qkxdawL"))
}

/// Returns a client-final-message with a wrong proof for this challenge, encoded.
pub(crate) fn wrong_final(challenge: &str) -> String {
    let first = String::from_utf8(octets(challenge)).expect("ASCII");
    let (nonce, _) = first.split_once(',').expect("a salt after the nonce");
    base64(format!("c=biws,{nonce},p={}", base64([7; 32])))
}

impl Wire {
    /// Logs in as the server's one account.
    #[track_caller]
    pub(crate) fn log_in(&mut self, protocol: Protocol) -> bool {
        self.log_in_with(protocol, PASSWORD)
    }

    /// Logs in with this password.
    #[track_caller]
    pub(crate) fn log_in_with(&mut self, protocol: Protocol, password: &str) -> bool {
        self.log_in_slowly(protocol, USER, password, || {})
    }

    /// Logs in by this name, with an event between the challenge and the proof.
    #[track_caller]
    pub(crate) fn log_in_slowly(
        &mut self,
        protocol: Protocol,
        name: &str,
        password: &str,
        meanwhile: impl FnMut(),
    ) -> bool {
        let mut end = ClientEnd { wire: self, protocol, sent: 0, acknowledges: true, line: None, meanwhile };
        end.log_in(name, password)
    }

    /// Proves a password as this name, and returns the line with the server's proof, which is not acknowledged.
    #[track_caller]
    pub(crate) fn prove(&mut self, protocol: Protocol, name: &str, password: &str) -> String {
        let mut end =
            ClientEnd { wire: self, protocol, sent: 0, acknowledges: false, line: None, meanwhile: || {} };
        assert!(!end.log_in(name, password));
        end.line.expect("a line")
    }
}

struct ClientEnd<'a, F> {
    wire: &'a mut Wire,
    protocol: Protocol,
    /// Messages.
    sent: usize,
    acknowledges: bool,
    /// The server's last message.
    line: Option<String>,
    /// The event before the second message.
    meanwhile: F,
}

impl<F: FnMut()> ClientEnd<'_, F> {
    fn log_in(&mut self, name: &str, password: &str) -> bool {
        let profile = if self.protocol == Protocol::Sieve { Profile::SIEVE } else { Profile::MAIL };
        let connection = client::Connection::new(profile, Security::Clear);
        let choice = client_registry()
            .choose(["SCRAM-SHA-256"], &connection, &Preference::password())
            .expect("one to choose");
        let step = choice.start(entropy().expect("entropy")).expect("a first step");
        let credentials = || client::Credentials::new(name, Secret::new(password));
        drive::log_in(step, credentials, self).is_ok()
    }
}

impl<F: FnMut()> ClientWire for ClientEnd<'_, F> {
    type Error = Error;

    fn respond(&mut self, message: Option<&[u8]>) -> Result<Reply, Error> {
        let response = base64(message.expect("a message"));
        let protocol = self.protocol;
        let line = match self.sent {
            0 => protocol.begin("SCRAM-SHA-256", Some(response.as_bytes())),
            1 => {
                (self.meanwhile)();
                protocol.response(response.as_bytes())
            }
            _ if self.acknowledges => protocol.response(response.as_bytes()),
            _ => return Err(Error::new(ErrorKind::Cancelled, "not acknowledged")),
        };
        self.sent += 1;
        self.wire.send([line.as_slice(), b"\r\n"].concat());
        let line = self.wire.line();
        let reply = match protocol.challenge(&line) {
            Some(challenge) => Reply::Challenge(octets(challenge)),
            None if protocol.is_in(&line) => Reply::Success(protocol.success_data(&line).map(octets)),
            None => Reply::Failure,
        };
        self.line = Some(line);
        Ok(reply)
    }

    fn cancel(&mut self) -> Result<(), Error> {
        self.wire.send([self.protocol.response(b"*").as_slice(), b"\r\n"].concat());
        Ok(())
    }
}

/// One account, for a server in the test.
pub(crate) struct Accounts(Records);

impl Accounts {
    pub(crate) fn new() -> Self {
        let entropy = entropy().expect("entropy");
        let credentials = Credentials::derive(&Secret::new(PASSWORD), &Recipe::default(), entropy);
        Self(credentials.expect("credentials").run().records())
    }

    /// Runs the server side of an exchange in SMTP, up to where a right one would reply 235.
    pub(crate) fn exchange(&self, wire: &mut Wire, initial: &str) -> bool {
        let registry = server_registry(&DirectorySecret::new([3; 32]), &Recipe::default());
        let offer = registry.offer(&server::Connection::new(Profile::MAIL, Security::Clear));
        let step = offer.start("SCRAM-SHA-256", Some(&octets(initial)), entropy().expect("entropy"));
        let verdict = drive::serve(step.expect("offered"), self, wire);
        matches!(verdict, Ok(Verdict::Accepted(_)))
    }
}

impl Directory for Accounts {
    fn find(&self, _: &str) -> Option<Found> {
        Some(Found::Account(self.0.clone()))
    }
}

impl ServerWire for Wire {
    type Error = ();

    fn challenge(&mut self, challenge: &[u8]) -> Result<Response, ()> {
        self.send(format!("334 {}\r\n", base64(challenge)));
        self.next_line().map(|line| Response::Message(octets(&line).into())).ok_or(())
    }
}

impl Serve {
    /// Returns the salt and the iteration count that a name is shown.
    #[track_caller]
    pub(crate) fn shown(&self, mechanism: &str, name: &str) -> (String, String) {
        let mut wire = self.clear(Protocol::Imap);
        wire.send(format!("t AUTHENTICATE {mechanism} {}\r\n", client_first_of(name)));
        let line = wire.line();
        let challenge = octets(line.strip_prefix("+ ").expect("a challenge"));
        let challenge = String::from_utf8(challenge).expect("ASCII");
        let (_, shown) = challenge.split_once(",s=").expect("a salt");
        let (salt, count) = shown.split_once(",i=").expect("a count");
        (salt.to_owned(), count.to_owned())
    }
}
