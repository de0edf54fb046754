//! An exchange that waits for the peer.
use crate::{
    exchange::{Receive, Side},
    frame::Frame,
};
use alloc::boxed::Box;
use core::fmt;

/// An exchange that waits for the peer's message. The methods differ by end: see `Awaiting<Server>` and
/// `Awaiting<Client>`.
#[must_use = "an exchange stands still until the peer's message is handed to it"]
pub struct Awaiting<S: Side> {
    pub(crate) turn: Turn<S>,
    pub(crate) frame: Frame,
}

pub(crate) enum Turn<S: Side> {
    /// The mechanism reads the message.
    Message(Box<dyn Receive<S>>),
    /// Any message except a cancellation acknowledges the success data and leads to this outcome.
    Acknowledged(S::Outcome),
    /// The mechanism is finished. A server's verdict is final; a client waits for the server's result.
    Fixed(S::Outcome),
    /// A wait that only this end has.
    Own(S::Own),
}

impl<S: Side> Awaiting<S> {
    /// Returns the name of the mechanism.
    pub fn mechanism(&self) -> &'static str {
        self.frame.mechanism
    }

    /// Returns the maximum length, in octets, of a message that [`receive`](Self::receive) accepts.
    pub fn max_message(&self) -> usize {
        usize::try_from(self.frame.max_message).unwrap_or(usize::MAX)
    }
}

impl<S: Side> fmt::Debug for Awaiting<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Awaiting").field("mechanism", &self.frame.mechanism).finish_non_exhaustive()
    }
}
