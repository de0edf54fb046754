//! A mechanism's next move, before the rules of RFC 4422 are applied. The constructors for questions are in
//! [question](crate::question).
use crate::{
    cost::Cost,
    error::Error,
    message::Message,
    side::Side,
    state::{Job, Receive},
};
use alloc::boxed::Box;
use core::fmt;

/// A mechanism's next move. Only mechanisms create one, and only the frame reads it.
#[must_use]
pub struct Next<S: Side>(pub(crate) Move<S>);

pub(crate) enum Move<S: Side> {
    Send(Message, Box<dyn Receive<S>>),
    Receive(Message, Box<dyn Receive<S>>),
    Ask(S::Ask),
    Work(Cost, Box<dyn Job<S>>),
    Finish(S::Finish),
}

impl<S: Side> Next<S> {
    /// Sends a message, then calls `then` with the answer.
    pub fn send(
        message: impl Into<Message>,
        then: impl FnOnce(&[u8]) -> Result<Self, Error> + Send + Sync + 'static,
    ) -> Self {
        Self::send_state(message, Box::new(then))
    }

    /// Sends a message, then passes the answer to this state.
    pub fn send_state(message: impl Into<Message>, then: Box<impl Receive<S> + 'static>) -> Self {
        Self(Move::Send(message.into(), then))
    }

    /// Waits for the peer to send the first message. A server's mechanism receives the initial response; if the
    /// client sent none, an empty challenge requests it.
    pub fn receive(then: impl FnOnce(&[u8]) -> Result<Self, Error> + Send + Sync + 'static) -> Self {
        Self::receive_state(Box::new(then))
    }

    /// Waits for the peer to send the first message, in this state.
    pub fn receive_state(then: Box<impl Receive<S> + 'static>) -> Self {
        Self(Move::Receive(Message::default(), then))
    }

    /// Waits for the peer to send the first message; if there is no initial response, this challenge requests it.
    pub fn prompt(
        challenge: impl Into<Message>,
        then: impl FnOnce(&[u8]) -> Result<Self, Error> + Send + Sync + 'static,
    ) -> Self {
        Self(Move::Receive(challenge.into(), Box::new(then)))
    }

    /// Computes in one piece.
    pub fn work(cost: Cost, job: impl FnOnce() -> Result<Self, Error> + Send + Sync + 'static) -> Self {
        Self::work_state(cost, Box::new(job))
    }

    /// Computes in slices whose size the application chooses.
    pub fn work_state(cost: Cost, job: Box<impl Job<S> + 'static>) -> Self {
        Self(Move::Work(cost, job))
    }

    /// Ends the mechanism's part of the exchange.
    pub fn finish(finish: S::Finish) -> Self {
        Self(Move::Finish(finish))
    }
}

impl<S: Side> fmt::Debug for Next<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Next(..)")
    }
}
