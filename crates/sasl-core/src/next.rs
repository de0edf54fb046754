//! A mechanism's move, before the rules of RFC 4422 are laid over it; how one is made that asks is beside the
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

/// What a mechanism does next. Only a mechanism makes one; only the frame reads it.
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
    /// Send, then read the answer.
    pub fn send(
        message: impl Into<Message>,
        then: impl FnOnce(&[u8]) -> Result<Self, Error> + Send + Sync + 'static,
    ) -> Self {
        Self::send_state(message, Box::new(then))
    }

    /// Send, then read the answer in this state.
    pub fn send_state(message: impl Into<Message>, then: Box<impl Receive<S> + 'static>) -> Self {
        Self(Move::Send(message.into(), then))
    }

    /// The peer speaks first. A server's mechanism gets the initial response, or asks for it with an empty
    /// challenge where the client sent none.
    pub fn receive(then: impl FnOnce(&[u8]) -> Result<Self, Error> + Send + Sync + 'static) -> Self {
        Self::receive_state(Box::new(then))
    }

    /// The peer speaks first, in this state.
    pub fn receive_state(then: Box<impl Receive<S> + 'static>) -> Self {
        Self(Move::Receive(Message::default(), then))
    }

    /// The peer speaks first; if it has not, ask for it with this challenge and not with an empty one.
    pub fn prompt(
        challenge: impl Into<Message>,
        then: impl FnOnce(&[u8]) -> Result<Self, Error> + Send + Sync + 'static,
    ) -> Self {
        Self(Move::Receive(challenge.into(), Box::new(then)))
    }

    /// Compute, in one piece.
    pub fn work(cost: Cost, job: impl FnOnce() -> Result<Self, Error> + Send + Sync + 'static) -> Self {
        Self::work_state(cost, Box::new(job))
    }

    /// Compute, in slices of the embedder's choosing.
    pub fn work_state(cost: Cost, job: Box<impl Job<S> + 'static>) -> Self {
        Self(Move::Work(cost, job))
    }

    /// The mechanism is through.
    pub fn finish(finish: S::Finish) -> Self {
        Self(Move::Finish(finish))
    }
}

impl<S: Side> fmt::Debug for Next<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Next(..)")
    }
}
