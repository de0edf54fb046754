//! A connection before its login: input lines, output replies, and its request to the loop.
use crate::login::Login;
use countersign::{
    Step,
    mail::{InvalidState, Reason, limits, line::read_initial, smtp},
    sasl::{
        Server,
        server::{Found, Offer},
    },
};
use mio::net::UnixStream;
use std::{
    io::{self, Read as _, Write as _},
    mem,
    time::{Duration, Instant},
};
use zeroize::Zeroizing;

/// The timeout of the login.
const PATIENCE: Duration = Duration::from_secs(60);
const LONGEST: usize = limits::RESPONSE_LINE + 2;
const ATTEMPTS: u32 = 3;

/// The connection's request to the loop.
pub(crate) enum Wants {
    /// Nothing until the next event.
    Nothing,
    /// Ask the directory for this user.
    Directory(String),
    /// Schedule a slice of work.
    Turn,
    /// Open a session for this account.
    Session(String),
}

pub(crate) struct Connection {
    pub(crate) stream: UnixStream,
    pub(crate) login: Login,
    pub(crate) deadline: Instant,
    /// An incomplete line within the limit, which can contain a password.
    heard: Zeroizing<Vec<u8>>,
    out: String,
    attempts: u32,
}

impl Connection {
    pub(crate) fn new(stream: UnixStream) -> Self {
        Self {
            stream,
            login: Login::Nothing,
            deadline: Instant::now() + PATIENCE,
            heard: Zeroizing::new(Vec::with_capacity(LONGEST)),
            out: "220 Ready\r\n".into(),
            attempts: 0,
        }
    }

    /// Handles a socket that is, or may be, readable or writable.
    ///
    /// The exchange's pending event and the pending output come first. The client's lines wait until then, so that
    /// a client which keeps sending fills only its own buffer.
    pub(crate) fn ready(&mut self, offer: &Offer) -> io::Result<Wants> {
        loop {
            if !self.flush()? {
                return Ok(Wants::Nothing);
            }
            match &self.login {
                Login::Nothing | Login::Client(_) => {}
                Login::In(accepted) => return Ok(Wants::Session(accepted.account().into())),
                _ => return Ok(Wants::Nothing),
            }
            let Some(line) = self.line()? else { return Ok(Wants::Nothing) };
            self.login = match mem::replace(&mut self.login, Login::Nothing) {
                Login::Client(then) => Login::line(then, &line, &mut self.out),
                _ => self.command(&line, offer)?,
            };
            match &self.login {
                Login::Lookup(asked) => return Ok(Wants::Directory(asked.user().into())),
                Login::CheckPassword(asked) => return Ok(Wants::Directory(asked.user().into())),
                _ => {}
            }
        }
    }

    pub(crate) fn found(&mut self, found: Option<Found>, offer: &Offer) -> io::Result<Wants> {
        self.login = mem::replace(&mut self.login, Login::Nothing).found(found, &mut self.out);
        self.next(offer)
    }

    pub(crate) fn turn(&mut self, offer: &Offer) -> io::Result<Wants> {
        self.login = mem::replace(&mut self.login, Login::Nothing).turn(&mut self.out);
        self.next(offer)
    }

    fn next(&mut self, offer: &Offer) -> io::Result<Wants> {
        match self.login {
            Login::Turn(_) => Ok(Wants::Turn),
            _ => self.ready(offer),
        }
    }

    fn command(&mut self, line: &[u8], offer: &Offer) -> io::Result<Login> {
        let mut words = line.split(|octet| *octet == b' ');
        match words.next().unwrap_or_default().to_ascii_uppercase().as_slice() {
            b"EHLO" => {
                let auth = smtp::capability::auth_line(offer.names()).unwrap_or_default();
                self.out.push_str(&format!("250-localhost\r\n250 {auth}\r\n"));
            }
            b"AUTH" if self.attempts == ATTEMPTS => return Err(io::ErrorKind::PermissionDenied.into()),
            b"AUTH" => {
                self.attempts += 1;
                match begin(words.next().unwrap_or_default(), words.next(), offer) {
                    Ok(step) => return Ok(Login::go(step, &mut self.out)),
                    Err(reason) => self.out.push_str(&smtp::server::reply(reason).line()),
                }
            }
            _ => self.out.push_str(&smtp::server::reply(InvalidState::LoginNeeded).line()),
        }
        Ok(Login::Nothing)
    }

    /// Returns the next line without its CRLF, if it is complete.
    fn line(&mut self) -> io::Result<Option<Zeroizing<Vec<u8>>>> {
        loop {
            if let Some(end) = self.heard.windows(2).position(|two| two == b"\r\n") {
                let line = Zeroizing::new(self.heard[..end].to_vec());
                self.heard.drain(..end + 2);
                return Ok(Some(line));
            }
            let room = LONGEST - self.heard.len();
            let mut some = Zeroizing::new([0; 1024]);
            let room = some.len().min(room);
            match self.stream.read(&mut some[..room]) {
                // The client disconnected, or the line exceeds the limit.
                Ok(0) => return Err(io::ErrorKind::InvalidData.into()),
                Ok(count) => self.heard.extend_from_slice(&some[..count]),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(None),
                Err(error) => return Err(error),
            }
        }
    }

    /// Returns whether all output is written.
    fn flush(&mut self) -> io::Result<bool> {
        while !self.out.is_empty() {
            match self.stream.write(self.out.as_bytes()) {
                Ok(count) => drop(self.out.drain(..count)),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(false),
                Err(error) => return Err(error),
            }
        }
        Ok(true)
    }
}

fn begin(name: &[u8], initial: Option<&[u8]>, offer: &Offer) -> Result<Step<Server>, Reason> {
    let initial = read_initial(initial, limits::RESPONSE_LINE)?;
    let name = std::str::from_utf8(name).unwrap_or_default();
    let entropy = countersign::entropy().map_err(|_| Reason::Unavailable)?;
    Ok(offer.start(name, initial.as_deref(), entropy)?)
}
