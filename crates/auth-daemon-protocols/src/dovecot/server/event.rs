//! The events on a connection.
use super::{
    super::violation::Violation,
    exchange::{Exchange, ExchangeId, Outcome},
    request::{Refusal, Request},
    response::Response,
    trust::Trust,
};
use crate::output::Output;

/// The reason why an exchange ends without an outcome from the application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Ended {
    /// The caller cancelled it.
    Cancelled,
    /// It timed out.
    TimedOut,
    /// It was the oldest that waited for its client, and a new exchange needed its slot. (Postfix never cancels.)
    Displaced,
    /// A message arrived unexpectedly, or was not empty where it must be.
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
