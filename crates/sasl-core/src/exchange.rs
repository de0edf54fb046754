//! The recursion of an exchange: a move has the state that comes after it, a state makes the next move, and a side says
//! what a move comes to for who waits. How a move is made that asks is beside the [question](crate::question).
//!
//! A state is a boxed trait object, and a closure is a state. A mechanism that keeps one box for a whole
//! exchange passes it along without another allocation; one that prefers a type per state, or a closure, pays
//! one small allocation for each.
use crate::{cost::Cost, error::Error, frame::Frame, message::Message};
use alloc::boxed::Box;
use core::fmt::{self, Debug};

/// The end that wants to be let in.
#[derive(Debug)]
pub enum Client {}

/// The end that lets in.
#[derive(Debug)]
pub enum Server {}

pub(crate) mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Client {}
    impl Sealed for super::Server {}
}

/// One of the two ends: [`Client`] or [`Server`]. Sealed.
pub trait Side: sealed::Sealed + Sized + Send + Sync + 'static {
    /// What this end may ask of its application.
    type Ask: Debug + Send + Sync;
    /// How an exchange ends here.
    type Outcome: Debug + Send + Sync;
    /// The wait for a peer that speaks first: a client's only.
    type Opening: Debug + Send + Sync;
    /// A wait for the peer that the other end does not have.
    #[doc(hidden)]
    type Own: Send + Sync;
    /// How a mechanism says that it is through.
    type Finish: Send + Sync;
    /// What a call hands back: a server's next step, whatever happened; a client's next step or an error.
    type Handed;

    /// Lay the rules of this end over a mechanism's finish.
    #[doc(hidden)]
    fn conclude(finish: Self::Finish, frame: Frame) -> Result<Ending<Self>, Error>;

    /// A mechanism's move, or its error, becomes what a call hands back.
    #[doc(hidden)]
    fn hand(next: Result<Next<Self>, Error>, frame: Frame) -> Self::Handed;

    /// Give a question the terms of its exchange.
    #[doc(hidden)]
    fn frame(ask: &mut Self::Ask, frame: Frame);
}

/// What remains to be done once a mechanism is through.
#[doc(hidden)]
pub enum Ending<S: Side> {
    /// One more question.
    Ask(S::Ask),
    /// One more message, which an empty answer turns into this outcome.
    Acknowledged(Message, S::Outcome),
    /// One more message, after which the outcome stands whatever the peer answers.
    Fixed(Message, S::Outcome),
    /// One more message, and then a wait of this end's own.
    Own(Message, S::Own),
    /// Nothing.
    Done(S::Outcome),
}

impl<S: Side> Debug for Ending<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ending(..)")
    }
}

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

/// A state that the peer's message ends.
pub trait Receive<S: Side>: Send + Sync {
    /// Read the message.
    ///
    /// # Errors
    /// [`ErrorKind::Peer`](crate::ErrorKind::Peer) when the message is not well-formed.
    fn receive(self: Box<Self>, message: &[u8]) -> Result<Next<S>, Error>;
}

/// A state that computation ends.
pub trait Job<S: Side>: Send + Sync {
    /// Do about this many of the units that the [`Cost`](crate::Cost) counts, or all that is left if that is
    /// less. A job of cost *n* is through after *n* units, whatever the slices.
    fn run_for(self: Box<Self>, units: u32) -> JobProgress<S>;
}

/// How far a job has come.
pub enum JobProgress<S: Side> {
    /// There is more to do.
    Pending(Box<dyn Job<S>>),
    /// It is through.
    Complete(Result<Next<S>, Error>),
}

impl<S: Side, F: FnOnce(&[u8]) -> Result<Next<S>, Error> + Send + Sync> Receive<S> for F {
    fn receive(self: Box<Self>, message: &[u8]) -> Result<Next<S>, Error> {
        self(message)
    }
}

/// A closure is a job in one slice.
impl<S: Side, F: FnOnce() -> Result<Next<S>, Error> + Send + Sync> Job<S> for F {
    fn run_for(self: Box<Self>, _: u32) -> JobProgress<S> {
        JobProgress::Complete(self())
    }
}

impl<S: Side> fmt::Debug for JobProgress<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pending(_) => "Pending(..)",
            Self::Complete(_) => "Complete(..)",
        })
    }
}
