//! What happens on a connection.
use super::{
    super::violation::Violation,
    exchange::{Exchange, ExchangeId, Outcome},
    request::{Refusal, Request},
    response::Response,
    trust::Trust,
};
use crate::output::Output;

/// Why an exchange ends without the application's outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Ended {
    /// The caller has cancelled it.
    Cancelled,
    /// Its time is over.
    TimedOut,
    /// It was the oldest that waited for its client, and a new one needed its place. (Postfix never cancels.)
    Displaced,
    /// A message came that nothing waited for, or was not empty where it has to be.
    Unexpected,
    /// A message is not canonical base64.
    InvalidBase64,
}

/// A step without its connection.
pub(crate) enum Event<T: Trust> {
    Send(Output),
    Start(Request<T>, Exchange),
    Respond(Response, Exchange),
    Conclude(ExchangeId, Outcome, Output),
    End(ExchangeId, Ended, Output),
    Refuse(Refusal, Output),
    Discard,
    Close(Violation),
}
