//! An IMAP client that logs in repeatedly with stored keys, so that most of the time is spent in the server.

use countersign::{
    Error, Records, Secret, Security, client_registry,
    drive::{self, ClientWire, Reply},
    entropy,
    mail::base64,
    sasl::{
        Profile,
        client::{Connection, Credentials, Preference},
    },
};
use std::{
    io::{self, BufRead, BufReader, Write},
    net::{SocketAddr, TcpStream},
};

pub const USER: &str = "alice";
pub const PASSWORD: &str = "wonderland";

/// A client that has logged in once.
pub struct Client {
    server: SocketAddr,
    keys: Records,
}

impl Client {
    /// Logs in with the password.
    pub fn to(server: SocketAddr) -> io::Result<Self> {
        let keys = log_in(server, || Credentials::new(USER, Secret::new(PASSWORD)).keeping_keys())?;
        Ok(Self { server, keys })
    }

    /// Logs in and disconnects.
    pub fn log_in(&mut self) -> io::Result<()> {
        log_in(self.server, || Credentials::new(USER, Secret::new("")).with_keys(self.keys.clone())).map(drop)
    }
}

fn log_in(server: SocketAddr, credentials: impl Fn() -> Credentials) -> io::Result<Records> {
    let connection = Connection::new(Profile::MAIL, Security::Clear);
    let choice = client_registry().choose(["SCRAM-SHA-256"], &connection, &Preference::password());
    let choice = choice.map_err(io::Error::other)?;
    let step = choice.start(entropy().map_err(io::Error::other)?);
    let mut wire = Wire::greeted(server)?;
    let done = drive::log_in(step.map_err(io::Error::other)?, credentials, &mut wire);
    done.map(|authenticated| authenticated.keys().clone()).map_err(|Lost(error)| error)
}

/// Requests a challenge for this user and disconnects.
pub fn challenge(server: SocketAddr, user: &str) -> io::Result<()> {
    let mut wire = Wire::greeted(server)?;
    let first = base64::encode(format!("n,,n={user},r=fyko+d2lbbFgONRv9qkxdawL").as_bytes());
    let line = wire.say(&format!("t AUTHENTICATE SCRAM-SHA-256 {first}"))?;
    if line.starts_with("+ ") { Ok(()) } else { Err(io::Error::other(line)) }
}

struct Wire {
    stream: BufReader<TcpStream>,
    begun: bool,
}

impl Wire {
    fn greeted(server: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(server)?;
        stream.set_nodelay(true)?;
        let mut wire = Self { stream: BufReader::new(stream), begun: false };
        wire.line()?;
        Ok(wire)
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        Ok(line.trim_end().to_owned())
    }

    fn say(&mut self, line: &str) -> io::Result<String> {
        self.stream.get_mut().write_all(format!("{line}\r\n").as_bytes())?;
        self.line()
    }
}

/// An error of the connection or of the protocol.
struct Lost(io::Error);

impl From<Error> for Lost {
    fn from(error: Error) -> Self {
        Self(io::Error::other(error))
    }
}

impl ClientWire for Wire {
    type Error = Lost;

    fn respond(&mut self, message: Option<&[u8]>) -> Result<Reply, Lost> {
        let message = base64::encode(message.unwrap_or_default());
        let line = if self.begun { message } else { format!("t AUTHENTICATE SCRAM-SHA-256 {message}") };
        self.begun = true;
        let answer = self.say(&line).map_err(Lost)?;
        Ok(match answer.strip_prefix("+ ") {
            Some(challenge) => Reply::Challenge(
                base64::decode(challenge.as_bytes()).map_err(|error| Lost(io::Error::other(error)))?.to_vec(),
            ),
            None if answer.starts_with("t OK ") => Reply::Success(None),
            None => Reply::Failure,
        })
    }

    fn cancel(&mut self) -> Result<(), Lost> {
        self.say("*").map(drop).map_err(Lost)
    }
}
