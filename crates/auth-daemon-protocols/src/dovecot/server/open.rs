//! The connection after its handshake.
use super::{
    super::{binding::BindingType, mechanism::Mechanism, violation::Violation},
    answer::{Failure, Message, Success},
    engine::Engine,
    event::{Ended, Event},
    exchange::{Asked, BindingExchange, Exchange, ExchangeId, Outcome},
    request::{Refusal, Request},
    response::Response,
    trust::Trust,
};
use crate::output::Output;
use alloc::boxed::Box;
use core::{fmt, time::Duration};

/// A connection for logins. It accepts input, and the answers of the application in any order.
///
/// `now` is the duration since a point in time that the caller chooses, the same for all calls.
#[must_use = "dropping it ends all exchanges of the connection"]
pub struct Open<T: Trust>(Box<Engine<T>>);

/// The next action for a connection. A step owns the connection; `then` continues with it.
///
/// The enum is exhaustive: a loop that handles every variant handles the whole protocol.
#[must_use = "the connection stands still until its step is carried out"]
#[derive(Debug)]
pub enum Step<T: Trust> {
    /// All input is consumed. Read more from the socket, until [`Open::deadline`] at the latest, or wait for the
    /// application's own work.
    Read(Open<T>),
    /// Write these octets: a challenge, or the confirmation of a cancellation.
    Send {
        /// The octets.
        line: Output,
        /// The connection.
        then: Open<T>,
    },
    /// A client starts a login.
    Start {
        /// The caller's request.
        request: Request<T>,
        /// The server's turn.
        exchange: Exchange,
        /// The connection.
        then: Open<T>,
    },
    /// The client has sent the next message of an exchange.
    Respond {
        /// The message.
        response: Response,
        /// The server's turn.
        exchange: Exchange,
        /// The connection.
        then: Open<T>,
    },
    /// Send an outcome to the caller. Only this step accepts or rejects the login.
    Conclude {
        /// The exchange, which has ended.
        exchange: ExchangeId,
        /// The outcome.
        outcome: Outcome,
        /// Write this line.
        line: Output,
        /// The connection.
        then: Open<T>,
    },
    /// An exchange has ended without an outcome from the application. An answer to its [`Exchange`] is now
    /// ignored.
    End {
        /// The exchange.
        exchange: ExchangeId,
        /// The reason.
        why: Ended,
        /// Write these octets, if there are any.
        line: Output,
        /// The connection.
        then: Open<T>,
    },
    /// A request is rejected before it starts.
    Refuse {
        /// The reason.
        why: Refusal,
        /// Write this line.
        line: Output,
        /// The connection.
        then: Open<T>,
    },
    /// The exchange that was answered had already ended, or belongs to another connection. Write nothing.
    Discard(Open<T>),
    /// Close the socket. All exchanges of the connection have ended.
    Close(Violation),
}

impl<T: Trust> Open<T> {
    pub(crate) fn new(engine: Engine<T>) -> Self {
        Self(Box::new(engine))
    }

    /// Processes input and returns the next step. Exchanges that have timed out end first. The input can be empty
    /// and end anywhere: the rest is for the next call, and at most one line is stored.
    pub fn receive(mut self, input: &mut &[u8], now: Duration) -> Step<T> {
        match self.0.receive(input, now) {
            Some(event) => self.step(event),
            None => Step::Read(self),
        }
    }

    /// Returns the deadline of the next exchange. Call [`receive`](Self::receive) then, with the available input.
    pub fn deadline(&self) -> Option<Duration> {
        self.0.exchanges.deadline()
    }

    /// Returns the mechanisms that were listed on this connection. A SCRAM server that rejects the flag `y` (RFC
    /// 5802 section 6) must do so only if one with channel binding is among them.
    pub fn mechanisms(&self) -> impl Iterator<Item = &Mechanism> {
        self.0.mechanisms()
    }

    /// Sends a challenge.
    pub fn challenge(mut self, exchange: Exchange, message: &Message) -> Step<T> {
        let event = self.0.ask(exchange.id(), Asked::Message, |line| line.base64(message.octets()));
        self.step(event)
    }

    /// Requests a channel binding, with the mechanism's challenge or, if it has none, alone. Dovecot's login
    /// processes support `tls-exporter` under TLS 1.3 and `tls-unique` under TLS 1.2; otherwise they cancel.
    pub fn request_binding(
        mut self,
        exchange: BindingExchange,
        kind: BindingType,
        message: Option<&Message>,
    ) -> Step<T> {
        let asked = if message.is_some() { Asked::MessageAndBinding } else { Asked::Binding };
        let event = self.0.ask(Exchange::from(exchange).id(), asked, |line| {
            match message {
                Some(message) => line.base64(message.octets()),
                None => line.word("#"),
            }
            .parameter("channel_binding", kind.name())
        });
        self.step(event)
    }

    /// Accepts the login. The mechanism's last message is part of the outcome if the caller supports that.
    /// Otherwise it is sent as one more challenge that the client has to confirm, and the outcome is a later
    /// [`Step::Conclude`].
    pub fn accept(mut self, exchange: Exchange, success: Success) -> Step<T> {
        let event = self.0.conclude(exchange.id(), success.into());
        self.step(event)
    }

    /// Rejects the login. The last message is sent as with [`accept`](Self::accept).
    pub fn reject(mut self, exchange: Exchange, failure: Failure) -> Step<T> {
        let event = self.0.conclude(exchange.id(), failure.into());
        self.step(event)
    }

    fn step(self, event: Event<T>) -> Step<T> {
        let then = self;
        match event {
            Event::Send(line) => Step::Send { line, then },
            Event::Start(request, exchange) => Step::Start { request, exchange, then },
            Event::Respond(response, exchange) => Step::Respond { response, exchange, then },
            Event::Conclude(exchange, outcome, line) => Step::Conclude { exchange, outcome, line, then },
            Event::End(exchange, why, line) => Step::End { exchange, why, line, then },
            Event::Refuse(why, line) => Step::Refuse { why, line, then },
            Event::Discard => Step::Discard(then),
            Event::Close(violation) => Step::Close(violation),
        }
    }
}

impl<T: Trust> fmt::Debug for Open<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (connection, minor) = (self.0.connection, self.0.minor.0);
        f.debug_struct("Open").field("connection", &connection).field("minor", &minor).finish_non_exhaustive()
    }
}
