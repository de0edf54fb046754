//! The connection after its handshake.
use super::{
    super::{binding::BindingType, mechanism::Mechanism, violation::Violation},
    answer::{Login, Rejection},
    engine::{Engine, Event},
    exchange::{BindingExchange, Ended, Exchange, ExchangeId},
    request::{Binding, NotStarted, Request, Response},
};
use crate::{output::Output, secret::Secret};
use alloc::boxed::Box;
use core::{fmt, time::Duration};

/// A connection for logins. Exchanges start on it, and their answers arrive in any order.
///
/// `now` and deadlines are durations since a point in time that the caller chooses, the same for all calls.
#[must_use = "dropping it ends all exchanges of the connection"]
pub struct Open(Box<Engine>);

/// The next action for a connection. A step owns the connection; `then` continues with it.
///
/// The enum is exhaustive: a loop that handles every variant handles the whole protocol.
#[must_use = "the connection stands still until its step is carried out"]
#[derive(Debug)]
pub enum Step {
    /// All input is consumed. Read more from the socket, until [`Open::deadline`] at the latest.
    Read(Open),
    /// Write these octets.
    Send {
        /// The octets.
        line: Output,
        /// The connection.
        then: Open,
    },
    /// Pass on the mechanism's next challenge.
    Challenge {
        /// The challenge, possibly empty.
        message: Secret,
        /// The client's turn.
        exchange: Exchange,
        /// The connection.
        then: Open,
    },
    /// Pass on a request for a channel binding.
    Bind {
        /// The mechanism's challenge, or `None` if there is none.
        message: Option<Secret>,
        /// The type of the binding; `None` for an unknown one, for which the exchange must be cancelled.
        kind: Option<BindingType>,
        /// The client's turn.
        exchange: BindingExchange,
        /// The connection.
        then: Open,
    },
    /// The server accepted a login.
    Accept {
        /// The exchange, which has ended.
        exchange: ExchangeId,
        /// The client's identity.
        login: Login,
        /// The connection.
        then: Open,
    },
    /// The server rejected a login.
    Reject {
        /// The exchange, which has ended.
        exchange: ExchangeId,
        /// The reason.
        rejection: Rejection,
        /// The connection.
        then: Open,
    },
    /// An exchange has ended without an outcome. The client is not authenticated.
    End {
        /// The exchange.
        exchange: ExchangeId,
        /// The reason.
        why: Ended,
        /// Write these octets, if there are any.
        line: Output,
        /// The connection.
        then: Open,
    },
    /// The exchange that was answered or cancelled had already ended, or belongs to another connection. Write
    /// nothing.
    Discard(Open),
    /// Close the socket. All exchanges of the connection have ended, and none of their clients is authenticated.
    Close(Violation),
}

/// The result of a request.
#[must_use = "the request is not sent yet"]
#[derive(Debug)]
pub enum Start {
    /// The exchange has started. Write the line.
    Started {
        /// The identifier of the exchange, which is part of its answers.
        exchange: ExchangeId,
        /// The request.
        line: Output,
        /// The connection.
        then: Open,
    },
    /// The request cannot be sent on this connection.
    Refused {
        /// The reason.
        why: NotStarted,
        /// The connection.
        then: Open,
    },
}

impl Open {
    pub(crate) fn new(engine: Engine) -> Self {
        Self(Box::new(engine))
    }

    /// Returns the mechanisms that the server has listed.
    pub fn mechanisms(&self) -> &[Mechanism] {
        &self.0.mechanisms
    }

    /// Starts an exchange, which ends at the deadline at the latest.
    pub fn start(mut self, request: &Request<'_>, deadline: Duration) -> Start {
        match self.0.start(request, deadline) {
            Ok((exchange, line)) => Start::Started { exchange, line, then: self },
            Err(why) => Start::Refused { why, then: self },
        }
    }

    /// Processes input and returns the next step. Exchanges that have timed out end first. The input can be empty
    /// and end anywhere: the rest is for the next call, and at most one line is stored.
    pub fn receive(mut self, input: &mut &[u8], now: Duration) -> Step {
        match self.0.receive(input, now) {
            Some(event) => self.step(event),
            None => Step::Read(self),
        }
    }

    /// Returns the deadline of the next exchange. Call [`receive`](Self::receive) then, with the available input.
    pub fn deadline(&self) -> Option<Duration> {
        self.0.exchanges.deadline()
    }

    /// Answers a challenge.
    pub fn respond(mut self, exchange: Exchange, response: &Response) -> Step {
        let event = self.0.respond(exchange.id(), |line| line.base64(response.octets()));
        self.step(event)
    }

    /// Sends the requested channel binding and the mechanism's response. The response is omitted if the challenge
    /// had no message.
    pub fn bind(mut self, exchange: BindingExchange, binding: &Binding, response: &Response) -> Step {
        let event = self.0.respond(exchange.id, |line| {
            let line = if exchange.alone { line.word("#") } else { line.base64(response.octets()) };
            line.base64_parameter("channel_binding", binding.octets())
        });
        self.step(event)
    }

    /// Cancels an exchange. Data that the server has already sent for it is ignored.
    pub fn cancel(mut self, exchange: ExchangeId) -> Step {
        let event = self.0.cancel(exchange);
        self.step(event)
    }

    fn step(self, event: Event) -> Step {
        let then = self;
        match event {
            Event::Send(line) => Step::Send { line, then },
            Event::Challenge(message, exchange) => Step::Challenge { message, exchange, then },
            Event::Bind(message, kind, exchange) => Step::Bind { message, kind, exchange, then },
            Event::Accept(exchange, login) => Step::Accept { exchange, login, then },
            Event::Reject(exchange, rejection) => Step::Reject { exchange, rejection, then },
            Event::End(exchange, why, line) => Step::End { exchange, why, line, then },
            Event::Discard => Step::Discard(then),
            Event::Close(violation) => Step::Close(violation),
        }
    }
}

impl fmt::Debug for Open {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Open").field("connection", &self.0.connection).finish_non_exhaustive()
    }
}
