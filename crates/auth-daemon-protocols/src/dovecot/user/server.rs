//! The daemon's end of a user socket.
use super::{
    super::{
        escape,
        fields::{Fields, id, parameter},
        line::Writer,
        lines::Lines,
        version,
        violation::Violation,
    },
    account::{Account, Numbers},
};
use crate::{limits::MAX_NAME, output::Output};
use alloc::string::String;

/// Starts a connection. Write the greeting at once. `process` is the daemon's process id, and `connection` a
/// number that is unique among the daemon's connections.
pub fn accept(process: u32, connection: u32) -> (Output, AwaitVersion) {
    let greeting = version::write(Writer::default()).command("SPID").number(process).end().finish();
    (greeting, AwaitVersion(Inner { connection, ..Inner::default() }))
}

#[derive(Debug, Default)]
struct Inner {
    connection: u32,
    lines: Lines,
    open: Numbers,
}

/// The state after the greeting and before the caller's version.
#[must_use = "dropping it ends the connection"]
#[derive(Debug)]
pub struct AwaitVersion(Inner);

/// The result of input in [`AwaitVersion`].
#[must_use = "the connection stands still until its step is carried out"]
#[derive(Debug)]
pub enum VersionStep {
    /// All input is consumed. Read more from the socket.
    Read(AwaitVersion),
    /// The handshake is complete.
    Open(Open),
    /// Close the socket.
    Close(Violation),
}

impl AwaitVersion {
    /// Processes input.
    pub fn receive(mut self, input: &mut &[u8]) -> VersionStep {
        match self.0.lines.next(input).and_then(|line| line.map(|line| version::read(&line)).transpose()) {
            Ok(None) => VersionStep::Read(self),
            Ok(Some(_)) => VersionStep::Open(Open(self.0)),
            Err(violation) => VersionStep::Close(violation),
        }
    }
}

/// A connection that requests accounts.
#[must_use = "dropping it ends the connection"]
#[derive(Debug)]
pub struct Open(Inner);

/// The next action for a connection. A step owns the connection; `then` continues with it.
#[must_use = "the connection stands still until its step is carried out"]
#[derive(Debug)]
pub enum Step {
    /// All input is consumed. Read more from the socket, or wait for the application's own work.
    Read(Open),
    /// The caller requests an account.
    LookUp {
        /// The user name, of at most [`MAX_NAME`] octets.
        user: String,
        /// The protocol of the request; empty if the caller does not state it.
        service: String,
        /// The server's turn. Each lookup must be answered; up to [`MAX_EXCHANGES`](crate::limits::MAX_EXCHANGES)
        /// can be open.
        lookup: Lookup,
        /// The connection.
        then: Open,
    },
    /// Write this line.
    Send {
        /// The line.
        line: Output,
        /// The connection.
        then: Open,
    },
    /// The lookup that was answered belongs to another connection. Write nothing.
    Discard(Open),
    /// Close the socket.
    Close(Violation),
}

/// A lookup that the caller waits for.
#[derive(Debug)]
#[must_use = "the caller waits for the answer"]
pub struct Lookup {
    connection: u32,
    id: u32,
}

impl Open {
    /// Processes input and returns the next step. The rest of the input is for the next call.
    pub fn receive(mut self, input: &mut &[u8]) -> Step {
        let line = match self.0.lines.next(input) {
            Ok(Some(line)) => line,
            Ok(None) => return Step::Read(self),
            Err(violation) => return Step::Close(violation),
        };
        let (id, user, service) = match self.0.request(Fields::of(&line)) {
            Ok(request) => request,
            Err(violation) => return Step::Close(violation),
        };
        // No account has a name that is too long or not UTF-8.
        let Some(user) = user.filter(|user| user.len() <= MAX_NAME) else {
            let line = Writer::default().command("NOTFOUND").number(id).end().finish();
            return Step::Send { line, then: self };
        };
        self.0.open.add(id);
        let lookup = Lookup { connection: self.0.connection, id };
        Step::LookUp { user, service, lookup, then: self }
    }

    /// Answers that the account exists, with its canonical name.
    pub fn found(self, lookup: Lookup, user: &str, account: &Account) -> Step {
        self.answer(lookup, "USER", |writer| account.write(writer.text(user)))
    }

    /// Answers that the account does not exist.
    pub fn not_found(self, lookup: Lookup) -> Step {
        self.answer(lookup, "NOTFOUND", |writer| writer)
    }

    /// Answers that the service is not available.
    pub fn unavailable(self, lookup: Lookup) -> Step {
        self.answer(lookup, "FAIL", |writer| writer)
    }

    fn answer(
        mut self,
        lookup: Lookup,
        command: &'static str,
        fields: impl FnOnce(Writer) -> Writer,
    ) -> Step {
        if lookup.connection != self.0.connection || !self.0.open.remove(lookup.id) {
            return Step::Discard(self);
        }
        let line = fields(Writer::default().command(command).number(lookup.id)).end().finish();
        Step::Send { line, then: self }
    }
}

impl Inner {
    /// Reads the id, the name and the service.
    fn request(&self, mut fields: Fields<'_>) -> Result<(u32, Option<String>, String), Violation> {
        if fields.next() != Some(b"USER") {
            return Err(Violation::Command);
        }
        let id = id(fields.next())?;
        let user = fields.next().filter(|user| !user.is_empty()).ok_or(Violation::MissingField)?;
        if self.open.contains(id) {
            return Err(Violation::IdInUse);
        }
        if self.open.is_full() {
            return Err(Violation::TooManyExchanges);
        }
        let services = fields.map(parameter).filter(|(name, _)| matches!(*name, b"service" | b"protocol"));
        let service = services.last().and_then(|(_, value)| escape::text(value)).unwrap_or_default();
        Ok((id, escape::text(user), service))
    }
}
