//! What an exchange wants next.
use crate::{awaiting::Awaiting, exchange::Side, message::Message, work::Work};

/// Carry it out, and be handed the next. Every variant owns the exchange, so the only calls are the legal ones;
/// dropping a step ends the exchange without an identity.
///
/// It is exhaustive on purpose: a loop that handles every variant handles every mechanism there will be.
#[must_use = "an exchange stands still until its step is carried out"]
#[derive(Debug)]
pub enum Step<S: Side> {
    /// Send `message` (it may be empty), read the answer, hand it to `then`.
    Send {
        /// Raw octets: base64 is the protocol's affair.
        message: Message,
        /// The peer's turn.
        then: Awaiting<S>,
    },
    /// Send nothing yet, the server speaks first: start the mechanism without an initial response and hand the
    /// challenge to the opening. For a server this variant cannot be.
    Receive(S::Opening),
    /// Only the application knows. Take your time; nothing blocks meanwhile.
    Ask(S::Ask),
    /// Computation: run it here or on any thread.
    Work(Work<S>),
    /// Over.
    Done(S::Outcome),
}
