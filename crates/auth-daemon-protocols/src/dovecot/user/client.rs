//! The caller's end of a user socket.
use super::{
    super::{
        escape,
        fields::{Fields, id},
        line::Writer,
        lines::Lines,
        version,
        violation::Violation,
    },
    account::{Account, Numbers},
};
use crate::{limits::MAX_GREETING, output::Output};
use alloc::string::String;

/// Starts a connection. Write the octets at once. `connection` is a number that is unique among the program's
/// connections; it is not sent.
pub fn connect(connection: u32) -> (Output, AwaitGreeting) {
    let hello = version::write(Writer::default()).finish();
    (hello, AwaitGreeting { inner: Inner { connection, ..Inner::default() }, seen: 0 })
}

#[derive(Debug, Default)]
struct Inner {
    connection: u32,
    lines: Lines,
    open: Numbers,
    last: u32,
}

/// The state before the server's greeting.
#[must_use = "dropping it ends the connection"]
#[derive(Debug)]
pub struct AwaitGreeting {
    inner: Inner,
    seen: usize,
}

/// The result of input in [`AwaitGreeting`].
#[must_use = "the connection stands still until its step is carried out"]
#[derive(Debug)]
pub enum GreetingStep {
    /// All input is consumed. Read more from the socket.
    Read(AwaitGreeting),
    /// The handshake is complete.
    Ready(Open),
    /// Close the socket.
    Close(Violation),
}

impl AwaitGreeting {
    /// Processes input: `VERSION`, then lines up to `SPID`.
    pub fn receive(mut self, input: &mut &[u8]) -> GreetingStep {
        loop {
            let line = match self.inner.lines.next(input) {
                Ok(Some(line)) => line,
                Ok(None) => return GreetingStep::Read(self),
                Err(violation) => return GreetingStep::Close(violation),
            };
            if self.seen == 0 {
                if let Err(violation) = version::read(&line) {
                    return GreetingStep::Close(violation);
                }
            } else if Fields::of(&line).next() == Some(b"SPID") {
                return GreetingStep::Ready(Open(self.inner));
            } else if self.seen > MAX_GREETING {
                return GreetingStep::Close(Violation::LongGreeting);
            }
            self.seen = self.seen.saturating_add(1);
        }
    }
}

/// A connection for account lookups.
#[must_use = "dropping it ends the connection"]
#[derive(Debug)]
pub struct Open(Inner);

/// The identifier of a lookup. It is unique in the lifetime of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LookupId {
    connection: u32,
    id: u32,
}

/// The result of a lookup request.
#[must_use = "the lookup is not sent yet"]
#[derive(Debug)]
pub enum Start {
    /// Write the line.
    Started {
        /// The identifier of the lookup, which is part of its answer.
        lookup: LookupId,
        /// The line.
        line: Output,
        /// The connection.
        then: Open,
    },
    /// The name is empty, the line would be too long, too many lookups are in progress, or every id has been used.
    Refused(Open),
}

/// The next action for a connection. A step owns the connection; `then` continues with it.
#[must_use = "the connection stands still until its step is carried out"]
#[derive(Debug)]
pub enum Step {
    /// All input is consumed. Read more from the socket.
    Read(Open),
    /// A lookup has been answered.
    Answer {
        /// The lookup, which has ended.
        lookup: LookupId,
        /// The answer.
        answer: Answer,
        /// The connection.
        then: Open,
    },
    /// Close the socket.
    Close(Violation),
}

/// The server's answer for a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The account exists.
    Found {
        /// The canonical name.
        user: String,
        /// The other data of the account.
        account: Account,
    },
    /// The account does not exist.
    NotFound,
    /// The server cannot answer, or its answer has no name.
    Unavailable,
}

impl Open {
    /// Requests an account.
    pub fn look_up(mut self, user: &str, service: &str) -> Start {
        let Some(id) = self.0.last.checked_add(1).filter(|_| !user.is_empty() && !self.0.open.is_full())
        else {
            return Start::Refused(self);
        };
        let writer = Writer::default().command("USER").number(id).text(user).parameter("service", service);
        let Ok(line) = writer.end().checked() else { return Start::Refused(self) };
        self.0.last = id;
        self.0.open.add(id);
        Start::Started { lookup: LookupId { connection: self.0.connection, id }, line, then: self }
    }

    /// Processes input and returns the next step. The rest of the input is for the next call. Unknown commands and
    /// unexpected answers are ignored.
    pub fn receive(mut self, input: &mut &[u8]) -> Step {
        loop {
            let line = match self.0.lines.next(input) {
                Ok(Some(line)) => line,
                Ok(None) => return Step::Read(self),
                Err(violation) => return Step::Close(violation),
            };
            match self.0.answer(Fields::of(&line)) {
                Ok(None) => {}
                Ok(Some((lookup, answer))) => return Step::Answer { lookup, answer, then: self },
                Err(violation) => return Step::Close(violation),
            }
        }
    }
}

impl Inner {
    fn answer(&mut self, mut fields: Fields<'_>) -> Result<Option<(LookupId, Answer)>, Violation> {
        let command = fields.next();
        if !matches!(command, Some(b"USER" | b"NOTFOUND" | b"FAIL")) {
            return Ok(None);
        }
        let id = id(fields.next())?;
        if !self.open.remove(id) {
            return Ok(None);
        }
        let lookup = LookupId { connection: self.connection, id };
        let answer = match command {
            Some(b"USER") => match fields.next().filter(|user| !user.is_empty()).and_then(escape::text) {
                Some(user) => Answer::Found { user, account: Account::read(fields) },
                None => Answer::Unavailable,
            },
            Some(b"NOTFOUND") => Answer::NotFound,
            _ => Answer::Unavailable,
        };
        Ok(Some((lookup, answer)))
    }
}
