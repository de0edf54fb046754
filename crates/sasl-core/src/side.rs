//! The two ends, and what differs between them.
use crate::{error::Error, frame::Frame, message::Message, next::Next};
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
