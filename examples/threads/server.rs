//! The connection of a POP3 server, up to its login: CAPA, AUTH, QUIT.
use crate::{directory::Accounts, wire::Wire};
use countersign::{
    drive::{Response, ServerWire, serve},
    mail::{Reason, limits, line, pop3},
    sasl::{
        Server as Side, Step,
        server::{Offer, Verdict},
    },
};
use std::{
    io,
    net::TcpStream,
    sync::atomic::{AtomicUsize, Ordering},
};

/// The maximum number of failed attempts on one connection. (Limits by address and name do not depend on POP3.)
const ATTEMPTS: usize = 3;

pub(crate) struct Server {
    offer: Offer,
    directory: Accounts,
    most: usize,
    open: AtomicUsize,
}

impl ServerWire for Wire {
    type Error = io::Error;

    fn challenge(&mut self, challenge: &[u8]) -> io::Result<Response> {
        self.write(&pop3::server::challenge(challenge))?;
        Ok(line::Line::read(&self.read()?, limits::RESPONSE_LINE).into())
    }
}

impl Server {
    pub(crate) fn new(offer: Offer, directory: Accounts, most: usize) -> Self {
        Self { offer, directory, most, open: AtomicUsize::new(0) }
    }

    /// Sends the greeting and serves the connection if the limit permits.
    pub(crate) fn connection(&self, stream: TcpStream) -> io::Result<()> {
        let mut wire = Wire::new(stream)?;
        let ended = if self.open.fetch_add(1, Ordering::Relaxed) < self.most {
            self.commands(&mut wire)
        } else {
            wire.write("-ERR [SYS/TEMP] Too many connections\r\n")
        };
        self.open.fetch_sub(1, Ordering::Relaxed);
        ended
    }

    fn commands(&self, wire: &mut Wire) -> io::Result<()> {
        wire.write("+OK Ready\r\n")?;
        let mut attempts = 0;
        loop {
            let line = wire.read()?;
            let mut words = line.split(|octet| *octet == b' ');
            match words.next().unwrap_or_default().to_ascii_uppercase().as_slice() {
                b"CAPA" => {
                    let sasl = pop3::capability::sasl_line(self.offer.names()).unwrap_or_default();
                    wire.write(&format!("+OK\r\n{sasl}\r\nRESP-CODES\r\nAUTH-RESP-CODE\r\n.\r\n"))?;
                }
                b"AUTH" => {
                    if let Some(account) = self.auth(words.next(), words.next(), wire)? {
                        // A session would open here as this account, after a check that it is still enabled.
                        return wire.write(&format!("+OK {account} has no mail\r\n"));
                    }
                    attempts += 1;
                }
                b"QUIT" => return wire.write("+OK\r\n"),
                _ => wire.write("-ERR What?\r\n")?,
            }
            if attempts == ATTEMPTS {
                return Ok(());
            }
        }
    }

    /// Handles one AUTH command and writes its verdict. Returns the account if it was accepted.
    fn auth(
        &self,
        name: Option<&[u8]>,
        initial: Option<&[u8]>,
        wire: &mut Wire,
    ) -> io::Result<Option<String>> {
        let step = match self.begin(name.unwrap_or_default(), initial) {
            Ok(step) => step,
            Err(reason) => return wire.write(&pop3::server::reply(reason).line()).map(|()| None),
        };
        match serve(step, &self.directory, wire)? {
            Verdict::Accepted(accepted) => {
                wire.write(pop3::server::success())?;
                Ok(Some(accepted.account().to_owned()))
            }
            Verdict::Rejected(rejected) => {
                wire.write(&pop3::server::reply(rejected.reason()).line())?;
                Ok(None)
            }
        }
    }

    fn begin(&self, name: &[u8], initial: Option<&[u8]>) -> Result<Step<Side>, Reason> {
        let initial = line::read_initial(initial, limits::RESPONSE_LINE)?;
        let name = std::str::from_utf8(name).unwrap_or_default();
        let entropy = countersign::entropy().map_err(|_| Reason::Unavailable)?;
        Ok(self.offer.start(name, initial.as_deref(), entropy)?)
    }
}
