//! The states in which a client can stall: every point between the first packet and the last.
use super::{
    login::{self, Clients, Said},
    place::Place,
    server::USERS,
    wire::{Trust, Wire, before_tls, connect},
};
use countersign::{
    Step,
    drive::{ClientAction, turn},
    mail::{base64, line as sasl_line},
};
use std::io;
use tokio::{io::AsyncWriteExt, net::TcpStream};

/// The state in which a client stalls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stall {
    /// Connected to a port with implicit TLS, and sends nothing.
    Connected,
    /// Has sent half of its first TLS message.
    HalfHello,
    /// Neither reads nor answers the server's part of the handshake.
    HalfHandshake,
    /// Connected to a port with a cleartext greeting, and does not read it.
    Ungreeted,
    /// STARTTLS has been accepted; the client does not start TLS.
    Starttls,
    /// Inside TLS, after the greeting (IMAP).
    Greeted,
    /// Inside TLS, after the greeting (POP3).
    GreetedByPop3,
    /// Inside TLS, after the greeting (submission).
    GreetedBySubmission,
    /// Has sent half of a TLS record.
    HalfRecord,
    /// Has sent half of a command.
    HalfLine,
    /// Has announced a literal and does not send it.
    Literal,
    /// The server waits for the client's first message.
    Begun,
    /// The server has sent its challenge.
    Challenged,
    /// Has sent half of the proof.
    HalfProof,
    /// The server has proved itself and waits for the empty answer.
    Unacknowledged,
    /// Has sent a password and does not read the answer.
    Unread,
    /// A login has been rejected.
    Refused,
    /// Sends commands continuously and reads no answer.
    Deaf,
    /// Authenticated: the timeout is half an hour (RFC 9051 section 5.4).
    LoggedIn,
}

pub const ALL: [Stall; 19] = [
    Stall::Connected,
    Stall::HalfHello,
    Stall::HalfHandshake,
    Stall::Ungreeted,
    Stall::Starttls,
    Stall::Greeted,
    Stall::GreetedByPop3,
    Stall::GreetedBySubmission,
    Stall::HalfRecord,
    Stall::HalfLine,
    Stall::Literal,
    Stall::Begun,
    Stall::Challenged,
    Stall::HalfProof,
    Stall::Unacknowledged,
    Stall::Unread,
    Stall::Refused,
    Stall::Deaf,
    Stall::LoggedIn,
];

/// A stalled connection.
pub enum Stalled {
    Bare(TcpStream),
    Tls(Box<Wire>),
}

const SCRAM: &str = "SCRAM-SHA-256";

impl Stall {
    /// Brings a connection to this state.
    pub async fn reach(self, place: &Place, trust: &Trust, clients: &Clients) -> io::Result<Stalled> {
        let hello = || {
            let mut octets = Vec::new();
            trust.begun().map_err(io::Error::other)?.write_tls(&mut octets)?;
            Ok::<_, io::Error>(octets)
        };
        Ok(Stalled::Tls(Box::new(match self {
            Self::Connected => return Ok(Stalled::Bare(connect(place.imaps).await?)),
            Self::HalfHello | Self::HalfHandshake => {
                let mut stream = connect(place.imaps).await?;
                let hello = hello()?;
                let end = if self == Self::HalfHello { hello.len() / 2 } else { hello.len() };
                stream.write_all(&hello[..end]).await?;
                return Ok(Stalled::Bare(stream));
            }
            Self::Ungreeted => return Ok(Stalled::Bare(connect(place.imap).await?)),
            Self::Starttls => return Ok(Stalled::Bare(before_tls(place.imap).await?)),
            Self::GreetedByPop3 => greeted(Wire::implicit(place.pop3s, trust).await?).await?.0,
            Self::GreetedBySubmission => greeted(Wire::implicit(place.submissions, trust).await?).await?.0,
            Self::Greeted => imap(place, trust).await?.0,
            Self::HalfRecord => {
                let mut stream = imap(place, trust).await?.0.into_stream();
                // 256 octets of application data, of which only three are sent.
                stream.write_all(&[23, 3, 3, 1, 0, 1, 2, 3]).await?;
                return Ok(Stalled::Bare(stream));
            }
            Self::HalfLine => said(imap(place, trust).await?.0, "a AUTHENT").await?,
            Self::Literal => asked(imap(place, trust).await?.0, "a LOGIN {5}").await?,
            Self::Begun => asked(imap(place, trust).await?.0, "a AUTHENTICATE SCRAM-SHA-256").await?,
            Self::Challenged | Self::HalfProof | Self::Unacknowledged => {
                self.in_the_exchange(place, trust, clients).await?
            }
            Self::Unread => {
                let (mut wire, greeting) = imap(place, trust).await?;
                let initial = base64::encode(b"\0alice\0looking-glass");
                debug_assert!(login::able(&greeting).sasl_ir);
                wire.write(&format!("a AUTHENTICATE PLAIN {}\r\n", initial.as_str())).await?;
                wire
            }
            Self::Deaf => return deaf(imap(place, trust).await?.0).await,
            Self::Refused => logged_in(place, trust, clients, "looking-glass", Said::No).await?,
            Self::LoggedIn => logged_in(place, trust, clients, USERS[0].1, Said::Yes).await?,
        })))
    }

    /// Returns whether the server closes it after its timeout.
    pub fn is_ended(self) -> bool {
        self != Self::LoggedIn
    }

    async fn in_the_exchange(self, place: &Place, trust: &Trust, clients: &Clients) -> io::Result<Wire> {
        let (mut wire, greeting) = imap(place, trust).await?;
        let (user, password) = USERS[0];
        let credentials = login::credentials(user, password, clients.keys(user, SCRAM));
        let mut step = clients.begin(&wire, &greeting, SCRAM)?;
        let mut prefix = format!("a AUTHENTICATE {SCRAM} ");
        // Its first message; its proof.
        for turns in 0..2 {
            let (message, then) = said_by(turn(step, || credentials.clone()))?;
            let words = format!("{prefix}{}", sasl_line::response(&message).as_str());
            prefix.clear();
            if turns == 1 && self == Self::HalfProof {
                wire.write(&words[..words.len() / 2]).await?;
                return Ok(wire);
            }
            wire.write(&words).await?;
            let challenge = countersign::mail::imap::client::read("a", wire.line().await?.as_bytes());
            if turns == 0 && self == Self::Challenged {
                return Ok(wire);
            }
            step = challenge.deliver_to(then).map_err(io::Error::other)?;
        }
        // The server's proof has been read and verified.
        match step {
            Step::Send { .. } => Ok(wire),
            _ => Err(io::Error::other("the server has not proved itself")),
        }
    }
}

fn said_by(
    turn: Result<ClientAction, countersign::Error>,
) -> io::Result<(countersign::sasl::mechanism::Message, countersign::Awaiting<countersign::sasl::Client>)> {
    match turn.map_err(io::Error::other)? {
        ClientAction::Send(Some(message), then) => Ok((message, then)),
        _ => Err(io::Error::other("the client has no message")),
    }
}

async fn greeted(mut wire: Wire) -> io::Result<(Wire, String)> {
    let greeting = wire.line().await?;
    Ok((wire, greeting))
}

/// Connects; every second connection uses STARTTLS.
pub async fn imap(place: &Place, trust: &Trust) -> io::Result<(Wire, String)> {
    if place.turn() {
        return greeted(Wire::implicit(place.imaps, trust).await?).await;
    }
    let mut wire = Wire::starttls(place.imap, trust).await?;
    let list = wire.ask("c CAPABILITY").await?;
    wire.line().await?;
    // In the format of a greeting.
    let list = list.trim_start_matches("* ");
    Ok((wire, format!("* OK [{list}]")))
}

async fn said(mut wire: Wire, text: &str) -> io::Result<Wire> {
    wire.write(text).await?;
    Ok(wire)
}

async fn asked(mut wire: Wire, text: &str) -> io::Result<Wire> {
    let answer = wire.ask(text).await?;
    if answer.starts_with('+') { Ok(wire) } else { Err(io::Error::other(answer)) }
}

/// Sends commands until the socket's buffer is full.
async fn deaf(mut wire: Wire) -> io::Result<Stalled> {
    let many = "n NOOP\r\n".repeat(1_000);
    let pause = std::time::Duration::from_millis(200);
    while tokio::time::timeout(pause, wire.write(&many)).await.is_ok_and(|written| written.is_ok()) {}
    Ok(Stalled::Tls(Box::new(wire)))
}

async fn logged_in(
    place: &Place,
    trust: &Trust,
    clients: &Clients,
    password: &str,
    expected: Said,
) -> io::Result<Wire> {
    let (mut wire, greeting) = imap(place, trust).await?;
    let step = clients.begin(&wire, &greeting, "PLAIN")?;
    let credentials = login::credentials(USERS[0].0, password, None);
    let (said, _) = login::log_in(&mut wire, &greeting, "PLAIN", step, credentials).await?;
    if said == expected { Ok(wire) } else { Err(io::Error::other(format!("{said:?} to a stalled login"))) }
}
