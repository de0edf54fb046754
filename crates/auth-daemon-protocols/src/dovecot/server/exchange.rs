//! Exchanges of a connection.
use crate::{limits::MAX_EXCHANGES, output::Output};
use alloc::vec::Vec;
use core::time::Duration;

/// Names an exchange: of this connection, and unlike the protocol's id never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ExchangeId {
    pub(crate) connection: u32,
    pub(crate) serial: u64,
    pub(crate) id: u32,
}

impl ExchangeId {
    /// Returns the caller's id for it, for a log: 1 to 4,294,967,295, and reused after the exchange's end.
    pub const fn line_id(self) -> u32 {
        self.id
    }
}

/// The server's turn in an exchange. It is answered once, on the connection that it is of, by a method of
/// [`Open`](super::Open).
#[derive(Debug)]
#[must_use = "the caller waits for the answer"]
pub struct Exchange {
    pub(crate) id: ExchangeId,
    pub(crate) binds: bool,
}

impl Exchange {
    /// Returns the exchange's name, which later events of it have.
    pub const fn id(&self) -> ExchangeId {
        self.id
    }

    /// Returns the handle that can ask for a channel binding.
    ///
    /// # Errors
    /// The exchange itself, if its mechanism has not the property `channel-binding`. (Callers that cannot give a binding
    /// cannot start a mechanism that has it.)
    pub fn into_binding(self) -> Result<BindingExchange, Self> {
        if self.binds { Ok(BindingExchange(self)) } else { Err(self) }
    }
}

/// The server's turn in an exchange whose caller can give a channel binding.
#[derive(Debug)]
#[must_use = "the caller waits for the answer"]
pub struct BindingExchange(pub(crate) Exchange);

impl From<BindingExchange> for Exchange {
    fn from(exchange: BindingExchange) -> Self {
        exchange.0
    }
}

/// Which outcome goes to the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The login.
    Accepted,
    /// A refusal.
    Rejected,
}

/// Whose turn it is.
#[derive(Debug)]
pub(crate) enum Turn {
    /// The application works on it.
    Server,
    /// The client is to send a message.
    Client(Asked),
    /// The client is to confirm the mechanism's last message, a proof with an empty one; then this is the outcome.
    Confirm { outcome: Outcome, line: Output },
    /// It has ended for the client, and the application works on it still.
    Abandoned,
}

/// What a challenge has asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Message,
    MessageAndBinding,
    Binding,
}

#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) id: ExchangeId,
    pub(crate) deadline: Duration,
    pub(crate) final_response: bool,
    pub(crate) binds: bool,
    pub(crate) turn: Turn,
}

impl Entry {
    fn waits_for_client(&self) -> bool {
        matches!(self.turn, Turn::Client(_) | Turn::Confirm { .. })
    }

    pub(crate) fn is_open(&self) -> bool {
        !matches!(self.turn, Turn::Abandoned)
    }
}

/// The exchanges in progress, the oldest first: [`MAX_EXCHANGES`] at most.
#[derive(Debug, Default)]
pub(crate) struct Exchanges {
    entries: Vec<Entry>,
    started: u64,
}

impl Exchanges {
    pub(crate) fn is_full(&self) -> bool {
        self.entries.len() >= MAX_EXCHANGES
    }

    /// An open exchange by the protocol's id.
    pub(crate) fn open(&mut self, id: u32) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.id.id == id && entry.is_open())
    }

    pub(crate) fn named(&mut self, id: ExchangeId) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.id == id)
    }

    pub(crate) fn start(
        &mut self,
        connection: u32,
        id: u32,
        new: impl FnOnce(ExchangeId) -> Entry,
    ) -> ExchangeId {
        let id = ExchangeId { connection, serial: self.started, id };
        self.started = self.started.saturating_add(1);
        self.entries.push(new(id));
        id
    }

    pub(crate) fn remove(&mut self, id: ExchangeId) -> Option<Entry> {
        let at = self.entries.iter().position(|entry| entry.id == id)?;
        Some(self.entries.remove(at))
    }

    /// Ends an exchange for the client. Its place is kept as long as the application works on it.
    pub(crate) fn abandon(&mut self, id: ExchangeId) {
        match self.named(id) {
            Some(entry) if matches!(entry.turn, Turn::Server) => entry.turn = Turn::Abandoned,
            _ => drop(self.remove(id)),
        }
    }

    /// The oldest that waits for the client.
    pub(crate) fn oldest_idle(&self) -> Option<ExchangeId> {
        self.entries.iter().find(|entry| entry.waits_for_client()).map(|entry| entry.id)
    }

    pub(crate) fn deadline(&self) -> Option<Duration> {
        self.entries.iter().map(|entry| entry.deadline).min()
    }

    /// Removes one whose time is over.
    pub(crate) fn overdue(&mut self, now: Duration) -> Option<Entry> {
        let at = self.entries.iter().position(|entry| entry.deadline <= now)?;
        Some(self.entries.remove(at))
    }
}
