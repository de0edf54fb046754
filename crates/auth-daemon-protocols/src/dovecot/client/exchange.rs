//! The exchanges of a connection.
use crate::limits::MAX_EXCHANGES;
use alloc::vec::Vec;
use core::time::Duration;

/// The identifier of an exchange. It is unique in the lifetime of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ExchangeId {
    pub(crate) connection: u32,
    pub(crate) id: u32,
}

impl ExchangeId {
    /// Returns the number in the protocol's lines, for a log.
    pub const fn line_id(self) -> u32 {
        self.id
    }
}

/// The client's turn in an exchange. It can be answered once, on its own connection.
#[derive(Debug)]
#[must_use = "the server waits for the response"]
pub struct Exchange(pub(crate) ExchangeId);

impl Exchange {
    /// Returns the identifier of the exchange.
    pub const fn id(&self) -> ExchangeId {
        self.0
    }
}

/// The client's turn in an exchange in which the server requests a channel binding.
#[derive(Debug)]
#[must_use = "the server waits for the channel binding"]
pub struct BindingExchange {
    pub(crate) id: ExchangeId,
    /// Whether the challenge had no message for the mechanism.
    pub(crate) alone: bool,
}

impl BindingExchange {
    /// Returns the identifier of the exchange, to cancel it if the connection has no such binding.
    pub const fn id(&self) -> ExchangeId {
        self.id
    }
}

/// The reason why an exchange ends without an outcome from the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Ended {
    /// The application cancelled it.
    Cancelled,
    /// It timed out.
    TimedOut,
    /// The server's answer is not valid base64, has no user name, or arrived out of turn. It counts as a
    /// rejection.
    InvalidAnswer,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) id: u32,
    pub(crate) deadline: Duration,
    pub(crate) server_turn: bool,
}

/// The exchanges in progress, at most [`MAX_EXCHANGES`].
#[derive(Debug, Default)]
pub(crate) struct Exchanges {
    entries: Vec<Entry>,
    last: u32,
}

impl Exchanges {
    pub(crate) fn is_full(&self) -> bool {
        self.entries.len() >= MAX_EXCHANGES
    }

    /// Returns the next id, or `None` if all are used.
    pub(crate) fn next_id(&self) -> Option<u32> {
        self.last.checked_add(1)
    }

    pub(crate) fn start(&mut self, id: u32, deadline: Duration) {
        self.last = id;
        self.entries.push(Entry { id, deadline, server_turn: true });
    }

    pub(crate) fn get(&mut self, id: u32) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.id == id)
    }

    pub(crate) fn remove(&mut self, id: u32) -> Option<Entry> {
        let at = self.entries.iter().position(|entry| entry.id == id)?;
        Some(self.entries.remove(at))
    }

    pub(crate) fn deadline(&self) -> Option<Duration> {
        self.entries.iter().map(|entry| entry.deadline).min()
    }

    pub(crate) fn overdue(&self, now: Duration) -> Option<u32> {
        self.entries.iter().find(|entry| entry.deadline <= now).map(|entry| entry.id)
    }
}
