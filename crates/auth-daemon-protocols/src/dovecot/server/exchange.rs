//! The exchanges of a connection.
use crate::{limits::MAX_EXCHANGES, output::Output};
use alloc::vec::Vec;
use core::time::Duration;

/// The identifier of an exchange on this connection. Unlike the protocol's id it is never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ExchangeId {
    pub(crate) connection: u32,
    pub(crate) serial: u64,
    pub(crate) id: u32,
}

impl ExchangeId {
    /// Returns the caller's id for a log: 1 to 4,294,967,295, and reused after the exchange's end.
    pub const fn line_id(self) -> u32 {
        self.id
    }
}

/// The server's turn in an exchange. It can be answered once, on its own connection, by a method of
/// [`Open`](super::Open).
#[derive(Debug)]
#[must_use = "the caller waits for the answer"]
pub struct Exchange {
    pub(crate) id: ExchangeId,
    pub(crate) binds: bool,
}

impl Exchange {
    /// Returns the identifier of the exchange, which is part of its later events.
    pub const fn id(&self) -> ExchangeId {
        self.id
    }

    /// Returns the handle that can request a channel binding.
    ///
    /// # Errors
    /// The exchange itself, if its mechanism does not have the property `channel-binding`. (Callers without
    /// channel bindings cannot start a mechanism that has it.)
    pub fn into_binding(self) -> Result<BindingExchange, Self> {
        if self.binds { Ok(BindingExchange(self)) } else { Err(self) }
    }
}

/// The server's turn in an exchange whose caller supports channel binding.
#[derive(Debug)]
#[must_use = "the caller waits for the answer"]
pub struct BindingExchange(pub(crate) Exchange);

impl From<BindingExchange> for Exchange {
    fn from(exchange: BindingExchange) -> Self {
        exchange.0
    }
}

/// The outcome that is sent to the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The login is accepted.
    Accepted,
    /// The login is rejected.
    Rejected,
}

/// The party whose turn it is.
#[derive(Debug)]
pub(crate) enum Turn {
    /// The application processes a message.
    Server,
    /// The client has to send a message.
    Client(Asked),
    /// The client has to confirm the mechanism's last message (a proof with an empty message). This outcome
    /// follows.
    Confirm { outcome: Outcome, line: Output },
    /// The exchange has ended for the client, but the application still processes it.
    Abandoned,
}

/// The answer that a challenge requests.
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

/// The exchanges in progress, oldest first, at most [`MAX_EXCHANGES`].
#[derive(Debug, Default)]
pub(crate) struct Exchanges {
    entries: Vec<Entry>,
    started: u64,
}

impl Exchanges {
    pub(crate) fn is_full(&self) -> bool {
        self.entries.len() >= MAX_EXCHANGES
    }

    /// Returns an open exchange by the protocol's id.
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

    /// Ends an exchange for the client. Its slot stays in use while the application processes it.
    pub(crate) fn abandon(&mut self, id: ExchangeId) {
        match self.named(id) {
            Some(entry) if matches!(entry.turn, Turn::Server) => entry.turn = Turn::Abandoned,
            _ => drop(self.remove(id)),
        }
    }

    /// Returns the oldest exchange that waits for the client.
    pub(crate) fn oldest_idle(&self) -> Option<ExchangeId> {
        self.entries.iter().find(|entry| entry.waits_for_client()).map(|entry| entry.id)
    }

    pub(crate) fn deadline(&self) -> Option<Duration> {
        self.entries.iter().map(|entry| entry.deadline).min()
    }

    /// Removes an exchange that has timed out.
    pub(crate) fn overdue(&mut self, now: Duration) -> Option<Entry> {
        let at = self.entries.iter().position(|entry| entry.deadline <= now)?;
        Some(self.entries.remove(at))
    }
}
