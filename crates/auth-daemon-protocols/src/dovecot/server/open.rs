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

/// A connection on which clients log in: it takes input, and the answers of the application in any order.
///
/// `now` is the time since a moment that the caller has chosen, the same for all calls.
#[must_use = "dropping it ends all exchanges of the connection"]
pub struct Open<T: Trust>(Box<Engine<T>>);

/// What a connection wants next. A step owns the connection; `then` goes on with it.
///
/// It is exhaustive: a loop that handles every variant handles the whole protocol.
#[must_use = "the connection stands still until its step is carried out"]
#[derive(Debug)]
pub enum Step<T: Trust> {
    /// All input is used: read more from the socket, until [`Open::deadline`] at the latest, or wait for the
    /// application's own work.
    Read(Open<T>),
    /// Write these octets: a challenge, or the confirmation of a cancel.
    Send {
        /// The octets.
        line: Output,
        /// The connection.
        then: Open<T>,
    },
    /// A client begins to log in.
    Start {
        /// What the caller says.
        request: Request<T>,
        /// The server's turn.
        exchange: Exchange,
        /// The connection.
        then: Open<T>,
    },
    /// The client's next message in an exchange.
    Respond {
        /// The message.
        response: Response,
        /// The server's turn.
        exchange: Exchange,
        /// The connection.
        then: Open<T>,
    },
    /// An outcome goes to the caller: this, and nothing before it, is the login or its refusal.
    Conclude {
        /// The exchange, which has ended.
        exchange: ExchangeId,
        /// Which outcome it is.
        outcome: Outcome,
        /// Write this line.
        line: Output,
        /// The connection.
        then: Open<T>,
    },
    /// An exchange has ended without the application's outcome; its [`Exchange`], if the application has it, answers
    /// nothing any more.
    End {
        /// The exchange.
        exchange: ExchangeId,
        /// Why.
        why: Ended,
        /// Write these octets, if there are any.
        line: Output,
        /// The connection.
        then: Open<T>,
    },
    /// A request does not start.
    Refuse {
        /// Why.
        why: Refusal,
        /// Write this line.
        line: Output,
        /// The connection.
        then: Open<T>,
    },
    /// The exchange that was answered had ended before, or is of another connection. Nothing is written.
    Discard(Open<T>),
    /// Close the socket. All exchanges of the connection have ended.
    Close(Violation),
}

impl<T: Trust> Open<T> {
    pub(crate) fn new(engine: Engine<T>) -> Self {
        Self(Box::new(engine))
    }

    /// Returns the next step that the input comes to; first of all, exchanges end whose time is over. The input may be
    /// empty and end anywhere: what remains in it is for the next call, and no more than one line is kept.
    pub fn receive(mut self, input: &mut &[u8], now: Duration) -> Step<T> {
        match self.0.receive(input, now) {
            Some(event) => self.step(event),
            None => Step::Read(self),
        }
    }

    /// Returns when the next exchange's time is over: call [`receive`](Self::receive) then, with what input there is.
    pub fn deadline(&self) -> Option<Duration> {
        self.0.exchanges.deadline()
    }

    /// Returns the mechanisms that were listed on this connection. A SCRAM server that refuses the flag `y` (RFC 5802
    /// section 6) does so only where one with channel binding is among them.
    pub fn mechanisms(&self) -> impl Iterator<Item = &Mechanism> {
        self.0.mechanisms()
    }

    /// Sends a challenge.
    pub fn challenge(mut self, exchange: Exchange, message: &Message) -> Step<T> {
        let event = self.0.ask(exchange.id(), Asked::Message, |line| line.base64(message.octets()));
        self.step(event)
    }

    /// Asks for a channel binding, with the mechanism's challenge or, if it has none, alone. Dovecot's logins give
    /// `tls-exporter` under TLS 1.3 and `tls-unique` under TLS 1.2; for what they have not, they cancel.
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

    /// Lets the client in. A last message of the mechanism goes with the outcome if the caller can take it there, and else
    /// as one more challenge, which the client has to confirm: then the outcome is a later [`Step::Conclude`].
    pub fn accept(mut self, exchange: Exchange, success: Success) -> Step<T> {
        let event = self.0.conclude(exchange.id(), success.into());
        self.step(event)
    }

    /// Refuses the client. A last message goes the same way as that of [`accept`](Self::accept).
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
