//! The processing of lines and calls.
use super::{
    super::{
        binding::BindingType,
        fields::{Fields, id},
        line::Writer,
        lines::Lines,
        mechanism::Mechanism,
        violation::Violation,
    },
    answer::{self, Login, Outcome, Rejection},
    exchange::{BindingExchange, Ended, Exchange, ExchangeId, Exchanges},
    request::{NotStarted, Request},
};
use crate::{output::Output, secret::Secret};
use alloc::vec::Vec;
use core::time::Duration;

/// A step without its connection.
pub(crate) enum Event {
    Send(Output),
    Challenge(Secret, Exchange),
    Bind(Option<Secret>, Option<BindingType>, BindingExchange),
    Accept(ExchangeId, Login),
    Reject(ExchangeId, Rejection),
    End(ExchangeId, Ended, Output),
    Discard,
    Close(Violation),
}

/// A connection after its handshake.
pub(crate) struct Engine {
    pub(crate) connection: u32,
    pub(crate) mechanisms: Vec<Mechanism>,
    lines: Lines,
    pub(crate) exchanges: Exchanges,
}

impl Engine {
    pub(crate) fn new(connection: u32, mechanisms: Vec<Mechanism>, lines: Lines) -> Self {
        Self { connection, mechanisms, lines, exchanges: Exchanges::default() }
    }

    pub(crate) fn start(
        &mut self,
        request: &Request<'_>,
        deadline: Duration,
    ) -> Result<(ExchangeId, Output), NotStarted> {
        if !self.mechanisms.iter().any(|mechanism| mechanism.name() == request.mechanism) {
            return Err(NotStarted::Mechanism);
        }
        if !request.has_service() {
            return Err(NotStarted::NoService);
        }
        if self.exchanges.is_full() {
            return Err(NotStarted::TooMany);
        }
        let id = self.exchanges.next_id().ok_or(NotStarted::NoMoreIds)?;
        let line = request.line(id).map_err(|_| NotStarted::TooLong)?;
        self.exchanges.start(id, deadline);
        Ok((self.named(id), line))
    }

    /// Returns one event, or `None` if all input is consumed.
    pub(crate) fn receive(&mut self, input: &mut &[u8], now: Duration) -> Option<Event> {
        if let Some(id) = self.exchanges.overdue(now) {
            return Some(self.end(id, Ended::TimedOut));
        }
        loop {
            let event = match self.lines.next(input) {
                Ok(Some(line)) => self.line(Fields::of(&line)),
                Ok(None) => return None,
                Err(violation) => Err(violation),
            };
            match event {
                Ok(None) => {}
                Ok(Some(event)) => return Some(event),
                Err(violation) => return Some(Event::Close(violation)),
            }
        }
    }

    /// Returns `None` for an unknown command, or for one of an exchange that has ended.
    fn line(&mut self, mut fields: Fields<'_>) -> Result<Option<Event>, Violation> {
        let command = fields.next();
        if !matches!(command, Some(b"OK" | b"FAIL" | b"CONT")) {
            return Ok(None);
        }
        let id = id(fields.next())?;
        let Some(entry) = self.exchanges.get(id) else { return Ok(None) };
        Ok(Some(match command {
            // A rejection can arrive at any time; an outcome or a challenge only in the server's turn.
            Some(b"FAIL") => self.outcome(id, answer::fail(fields)),
            _ if !entry.server_turn => self.end(id, Ended::InvalidAnswer),
            Some(b"OK") => self.outcome(id, answer::ok(fields)),
            _ => {
                let text = fields.next().ok_or(Violation::MissingField)?;
                self.challenge(id, text, fields)
            }
        }))
    }

    fn outcome(&mut self, id: u32, outcome: Outcome) -> Event {
        let exchange = self.named(id);
        match outcome {
            Outcome::Invalid => {
                self.exchanges.remove(id);
                Event::End(exchange, Ended::InvalidAnswer, Output::default())
            }
            Outcome::Login(login) => {
                self.exchanges.remove(id);
                Event::Accept(exchange, login)
            }
            Outcome::Rejection(rejection) => {
                self.exchanges.remove(id);
                Event::Reject(exchange, rejection)
            }
        }
    }

    fn challenge(&mut self, id: u32, text: &[u8], fields: Fields<'_>) -> Event {
        let exchange = self.named(id);
        let Some(challenge) = answer::challenge(text, fields) else {
            return self.end(id, Ended::InvalidAnswer);
        };
        if let Some(entry) = self.exchanges.get(id) {
            entry.server_turn = false;
        }
        match (challenge.message, challenge.binding) {
            (Some(message), None) => Event::Challenge(message, Exchange(exchange)),
            (message, kind) => {
                let alone = message.is_none();
                Event::Bind(message, kind.flatten(), BindingExchange { id: exchange, alone })
            }
        }
    }

    /// Sends a response.
    pub(crate) fn respond(&mut self, exchange: ExchangeId, fields: impl FnOnce(Writer) -> Writer) -> Event {
        match self.exchanges.get(exchange.id).filter(|_| exchange.connection == self.connection) {
            Some(entry) => {
                entry.server_turn = true;
                Event::Send(fields(Writer::default().command("CONT").number(exchange.id)).end().finish())
            }
            None => Event::Discard,
        }
    }

    pub(crate) fn cancel(&mut self, exchange: ExchangeId) -> Event {
        let ours = exchange.connection == self.connection && self.exchanges.get(exchange.id).is_some();
        if ours { self.end(exchange.id, Ended::Cancelled) } else { Event::Discard }
    }

    /// Ends an exchange that the server has not ended.
    fn end(&mut self, id: u32, why: Ended) -> Event {
        self.exchanges.remove(id);
        Event::End(self.named(id), why, Writer::default().command("CANCEL").number(id).end().finish())
    }

    const fn named(&self, id: u32) -> ExchangeId {
        ExchangeId { connection: self.connection, id }
    }
}
