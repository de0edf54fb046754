//! A mechanism's states; the one that waits for an answer is beside its [question](crate::question).
//!
//! A state is a boxed trait object, and a closure is a state. A mechanism that keeps one box for a whole
//! exchange passes it along without another allocation; one that prefers a type per state, or a closure, pays
//! one small allocation for each.
use crate::{error::Error, next::Next, side::Side};
use alloc::boxed::Box;
use core::fmt;

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
