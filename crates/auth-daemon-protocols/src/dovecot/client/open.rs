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

/// A connection on which clients log in: exchanges start on it, and their answers come in any order.
///
/// `now` and deadlines are times since a moment that the caller has chosen, the same for all calls.
#[must_use = "dropping it ends all exchanges of the connection"]
pub struct Open(Box<Engine>);

/// What a connection wants next. A step owns the connection; `then` goes on with it.
///
/// It is exhaustive: a loop that handles every variant handles the whole protocol.
#[must_use = "the connection stands still until its step is carried out"]
#[derive(Debug)]
pub enum Step {
    /// All input is used: read more from the socket, until [`Open::deadline`] at the latest.
    Read(Open),
    /// Write these octets.
    Send {
        /// The octets.
        line: Output,
        /// The connection.
        then: Open,
    },
    /// The mechanism's next challenge.
    Challenge {
        /// The challenge, which may be empty.
        message: Secret,
        /// The client's turn.
        exchange: Exchange,
        /// The connection.
        then: Open,
    },
    /// The server asks for a channel binding.
    Bind {
        /// The mechanism's challenge; `None` if the mechanism is not concerned.
        message: Option<Secret>,
        /// Which binding; `None` is one that is not known, so that the exchange has to be cancelled.
        kind: Option<BindingType>,
        /// The client's turn.
        exchange: BindingExchange,
        /// The connection.
        then: Open,
    },
    /// A client is in, as far as the server is concerned.
    Accept {
        /// The exchange, which has ended.
        exchange: ExchangeId,
        /// Who it is.
        login: Login,
        /// The connection.
        then: Open,
    },
    /// A client is refused.
    Reject {
        /// The exchange, which has ended.
        exchange: ExchangeId,
        /// Why.
        rejection: Rejection,
        /// The connection.
        then: Open,
    },
    /// An exchange has ended without an outcome. The client is not in.
    End {
        /// The exchange.
        exchange: ExchangeId,
        /// Why.
        why: Ended,
        /// Write these octets, if there are any.
        line: Output,
        /// The connection.
        then: Open,
    },
    /// The exchange that was answered or cancelled had ended before, or is of another connection. Nothing is written.
    Discard(Open),
    /// Close the socket. All exchanges of the connection have ended, and none of their clients is in.
    Close(Violation),
}

/// What becomes of a request.
#[must_use = "the request is not sent yet"]
#[derive(Debug)]
pub enum Start {
    /// The exchange has started: write the line.
    Started {
        /// The exchange's name, which its answers have.
        exchange: ExchangeId,
        /// The request.
        line: Output,
        /// The connection.
        then: Open,
    },
    /// The request cannot be sent on this connection.
    Refused {
        /// Why.
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

    /// Returns the next step that the input comes to; first of all, exchanges end whose time is over. The input may be
    /// empty and end anywhere: what remains in it is for the next call, and no more than one line is kept.
    pub fn receive(mut self, input: &mut &[u8], now: Duration) -> Step {
        match self.0.receive(input, now) {
            Some(event) => self.step(event),
            None => Step::Read(self),
        }
    }

    /// Returns when the next exchange's time is over: call [`receive`](Self::receive) then, with what input there is.
    pub fn deadline(&self) -> Option<Duration> {
        self.0.exchanges.deadline()
    }

    /// Answers a challenge.
    pub fn respond(mut self, exchange: Exchange, response: &Response) -> Step {
        let event = self.0.respond(exchange.id(), |line| line.base64(response.octets()));
        self.step(event)
    }

    /// Gives the channel binding of the kind that was asked for, and the mechanism's response. The latter is not sent if the
    /// challenge had no message.
    pub fn bind(mut self, exchange: BindingExchange, binding: &Binding, response: &Response) -> Step {
        let event = self.0.respond(exchange.id, |line| {
            let line = if exchange.alone { line.word("#") } else { line.base64(response.octets()) };
            line.base64_parameter("channel_binding", binding.octets())
        });
        self.step(event)
    }

    /// Ends an exchange. Whatever the server has sent for it already is ignored.
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
