//! The states of a mechanism. The state that waits for an answer is in [question](crate::question).
//!
//! A state is a boxed trait object; closures are states too. A mechanism that reuses one box for a whole exchange
//! needs no further allocation. A type or closure for each state costs a small allocation each.
use crate::{error::Error, next::Next, side::Side};
use alloc::boxed::Box;
use core::fmt;

/// A state that waits for the peer's message.
pub trait Receive<S: Side>: Send + Sync {
    /// Reads the message.
    ///
    /// # Errors
    /// [`ErrorKind::Peer`](crate::ErrorKind::Peer) if the message is malformed.
    fn receive(self: Box<Self>, message: &[u8]) -> Result<Next<S>, Error>;
}

/// A state that computes.
pub trait Job<S: Side>: Send + Sync {
    /// Does about `units` units of work as counted by [`Cost`](crate::Cost), or the remaining work if that is
    /// less. A job of cost *n* is complete after *n* units, whatever the size of the slices.
    fn run_for(self: Box<Self>, units: u32) -> JobProgress<S>;
}

/// The progress of a job.
pub enum JobProgress<S: Side> {
    /// The job is not complete.
    Pending(Box<dyn Job<S>>),
    /// The job is complete.
    Complete(Result<Next<S>, Error>),
}

impl<S: Side, F: FnOnce(&[u8]) -> Result<Next<S>, Error> + Send + Sync> Receive<S> for F {
    fn receive(self: Box<Self>, message: &[u8]) -> Result<Next<S>, Error> {
        self(message)
    }
}

/// Runs a closure as a job in one slice.
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
