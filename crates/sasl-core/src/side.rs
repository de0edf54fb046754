//! The two ends of an exchange and their differences.
use crate::{error::Error, frame::Frame, message::Message, next::Next};
use core::fmt::{self, Debug};

/// The client end, which logs in.
#[derive(Debug)]
pub enum Client {}

/// The server end, which decides on the login.
#[derive(Debug)]
pub enum Server {}

pub(crate) mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Client {}
    impl Sealed for super::Server {}
}

/// One of the two ends: [`Client`] or [`Server`]. Sealed.
pub trait Side: sealed::Sealed + Sized + Send + Sync + 'static {
    /// The questions of this end to its application.
    type Ask: Debug + Send + Sync;
    /// The outcome of an exchange at this end.
    type Outcome: Debug + Send + Sync;
    /// The wait for a peer that sends the first message; only a client has it.
    type Opening: Debug + Send + Sync;
    /// A wait for the peer that the other end does not have.
    #[doc(hidden)]
    type Own: Send + Sync;
    /// The result of a mechanism.
    type Finish: Send + Sync;
    /// The result of a call: a server's next step in any case; a client's next step or an error.
    type Handed;

    /// Applies the rules of this end to the result of a mechanism.
    #[doc(hidden)]
    fn conclude(finish: Self::Finish, frame: Frame) -> Result<Ending<Self>, Error>;

    /// Converts a mechanism's move, or its error, into the result of a call.
    #[doc(hidden)]
    fn hand(next: Result<Next<Self>, Error>, frame: Frame) -> Self::Handed;

    /// Sets the terms of the exchange in a question.
    #[doc(hidden)]
    fn frame(ask: &mut Self::Ask, frame: Frame);
}

/// The remaining step after a mechanism has finished.
#[doc(hidden)]
pub enum Ending<S: Side> {
    /// One more question to the application.
    Ask(S::Ask),
    /// One more message; an empty answer leads to this outcome.
    Acknowledged(Message, S::Outcome),
    /// One more message; the outcome is final whatever the peer answers.
    Fixed(Message, S::Outcome),
    /// One more message, then a wait that only this end has.
    Own(Message, S::Own),
    /// No further step.
    Done(S::Outcome),
}

impl<S: Side> Debug for Ending<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ending(..)")
    }
}
