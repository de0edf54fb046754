//! The peer's turn.
use crate::{
    exchange::{Receive, Side},
    frame::Frame,
};
use alloc::boxed::Box;
use core::fmt;

/// An exchange that waits for the peer's message. What can happen to it differs by end: see the methods of
/// `Awaiting<Server>` and `Awaiting<Client>`.
#[must_use = "an exchange stands still until the peer's message is handed to it"]
pub struct Awaiting<S: Side> {
    pub(crate) turn: Turn<S>,
    pub(crate) frame: Frame,
}

pub(crate) enum Turn<S: Side> {
    /// The mechanism reads it.
    Message(Box<dyn Receive<S>>),
    /// Every message but a cancellation acknowledges the success data; then this is the outcome.
    Acknowledged(S::Outcome),
    /// The mechanism has nothing more to say. A server's verdict stands; a client waits for the server's.
    Fixed(S::Outcome),
    /// What only this end waits for.
    Own(S::Own),
}

impl<S: Side> Awaiting<S> {
    /// The mechanism's name.
    pub fn mechanism(&self) -> &'static str {
        self.frame.mechanism
    }

    /// The longest message that [`receive`](Self::receive) reads, in octets.
    pub fn max_message(&self) -> usize {
        usize::try_from(self.frame.max_message).unwrap_or(usize::MAX)
    }
}

impl<S: Side> fmt::Debug for Awaiting<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Awaiting").field("mechanism", &self.frame.mechanism).finish_non_exhaustive()
    }
}
