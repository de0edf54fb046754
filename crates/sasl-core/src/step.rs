//! The next step of an exchange.
use crate::{awaiting::Awaiting, exchange::Side, message::Message, work::Work};

/// The next step of an exchange. Carry it out to get the one after it. Every variant owns the exchange, so only
/// legal calls are possible. If a step is dropped, the exchange ends without an identity.
///
/// The enum is exhaustive by design: a loop that handles every variant handles every mechanism, present or future.
#[must_use = "an exchange stands still until its step is carried out"]
#[derive(Debug)]
pub enum Step<S: Side> {
    /// Send `message` (it can be empty), read the answer and pass it to `then`.
    Send {
        /// The octets of the message. The protocol applies base64.
        message: Message,
        /// The exchange that waits for the peer's answer.
        then: Awaiting<S>,
    },
    /// Send nothing, because the server sends the first message. Start the mechanism without an initial response
    /// and pass the challenge to the opening. A server never gets this variant.
    Receive(S::Opening),
    /// Answer a question to the application. Nothing blocks until then.
    Ask(S::Ask),
    /// Do this computation, on any thread.
    Work(Work<S>),
    /// The exchange has ended with this outcome.
    Done(S::Outcome),
}
