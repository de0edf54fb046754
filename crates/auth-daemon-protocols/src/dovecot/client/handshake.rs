//! The states before the first request.
use super::super::{
    fields::Fields, line::Writer, lines::Lines, mechanism::Mechanism, version, violation::Violation,
};
use super::{engine::Engine, open::Open};
use crate::{limits::MAX_GREETING, output::Output};
use alloc::vec::Vec;
use core::{fmt, num::NonZeroU32};

/// Starts a connection. Write the octets at once.
///
/// `process` is the caller's process id. `connection` is a number that is unique among the program's connections;
/// it is not sent, and distinguishes the exchanges of different connections.
pub fn connect(process: NonZeroU32, connection: u32) -> (Output, AwaitOffer) {
    let hello = version::write(Writer::default()).command("CPID").number(process.get()).end().finish();
    let lines = Lines::default();
    (hello, AwaitOffer { connection, lines, seen: 0, version: false, mechanisms: Vec::new() })
}

/// The state before the server's version and list of mechanisms.
#[must_use = "dropping it ends the connection"]
pub struct AwaitOffer {
    connection: u32,
    lines: Lines,
    seen: usize,
    version: bool,
    mechanisms: Vec<Mechanism>,
}

/// The result of input in [`AwaitOffer`].
#[must_use = "the connection stands still until its step is carried out"]
#[derive(Debug)]
pub enum OfferStep {
    /// All input is consumed. Read more from the socket.
    Read(AwaitOffer),
    /// The handshake is complete; [`Open::mechanisms`] returns the list.
    Ready(Open),
    /// Close the socket.
    Close(Violation),
}

impl AwaitOffer {
    /// Processes input. Unknown commands and invalid mechanism names are ignored.
    pub fn receive(mut self, input: &mut &[u8]) -> OfferStep {
        loop {
            let line = match self.lines.next(input) {
                Ok(Some(line)) => line,
                Ok(None) => return OfferStep::Read(self),
                Err(violation) => return OfferStep::Close(violation),
            };
            self.seen = self.seen.saturating_add(1);
            match self.line(&line) {
                Ok(false) => {}
                Ok(true) => return OfferStep::Ready(self.open()),
                Err(violation) => return OfferStep::Close(violation),
            }
        }
    }

    /// Returns whether the list is complete.
    fn line(&mut self, line: &[u8]) -> Result<bool, Violation> {
        if !self.version {
            version::read(line)?;
            self.version = true;
            return Ok(false);
        }
        if self.seen > MAX_GREETING {
            return Err(Violation::LongGreeting);
        }
        let mut fields = Fields::of(line);
        match fields.next() {
            Some(b"MECH") => self.mechanisms.extend(Mechanism::read(fields)),
            // Postfix and Exim detect a master socket by this order, which never sends `DONE`.
            Some(b"SPID" | b"DONE") if self.mechanisms.is_empty() => return Err(Violation::NoMechanisms),
            Some(b"DONE") => return Ok(true),
            _ => {}
        }
        Ok(false)
    }

    fn open(self) -> Open {
        Open::new(Engine::new(self.connection, self.mechanisms, self.lines))
    }
}

impl fmt::Debug for AwaitOffer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AwaitOffer").field("connection", &self.connection).finish_non_exhaustive()
    }
}
