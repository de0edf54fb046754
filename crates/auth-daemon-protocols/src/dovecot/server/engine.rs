//! The processing of lines and answers.
use super::{
    super::{
        code::FailureCode,
        fields::{Fields, id},
        line::Writer,
        lines::Lines,
        mechanism::Mechanism,
        version::Minor,
        violation::Violation,
    },
    answer::Verdict,
    event::{Ended, Event},
    exchange::{Asked, Entry, Exchange, ExchangeId, Exchanges, Outcome, Turn},
    request::{self, Parsed, Refusal, Request},
    response,
    trust::Trust,
};
use crate::output::Output;
use alloc::sync::Arc;
use core::time::Duration;

/// Dovecot's text for an exchange that does not exist or no longer exists.
const TIMED_OUT: &str = "Authentication request timed out";

/// A connection after its handshake.
pub(crate) struct Engine<T: Trust> {
    pub(crate) connection: u32,
    pub(crate) minor: Minor,
    pub(crate) listed: Arc<[Mechanism]>,
    /// Whether mechanisms with channel binding were listed.
    pub(crate) bindings: bool,
    pub(crate) exchange_time: Duration,
    pub(crate) lines: Lines,
    pub(crate) exchanges: Exchanges,
    /// A request that waits for a free slot.
    pub(crate) held: Option<(u32, Request<T>)>,
}

impl<T: Trust> Engine<T> {
    /// Returns the mechanisms that were listed.
    pub(crate) fn mechanisms(&self) -> impl Iterator<Item = &Mechanism> {
        request::listed(&self.listed, self.bindings)
    }

    /// Returns one event, or `None` if all input is consumed.
    pub(crate) fn receive(&mut self, input: &mut &[u8], now: Duration) -> Option<Event<T>> {
        while let Some(overdue) = self.exchanges.overdue(now) {
            if overdue.is_open() {
                return Some(self.end(overdue.id, Ended::TimedOut));
            }
        }
        if let Some((id, request)) = self.held.take() {
            return Some(self.start(id, request, now));
        }
        loop {
            let event = match self.lines.next(input) {
                Ok(Some(line)) => self.line(Fields::of(&line), now),
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

    fn line(&mut self, mut fields: Fields<'_>, now: Duration) -> Result<Option<Event<T>>, Violation> {
        match fields.next() {
            Some(b"AUTH") => self.auth(fields, now).map(Some),
            Some(b"CONT") => self.cont(fields).map(Some),
            Some(b"CANCEL") => self.cancel(id(fields.next())?),
            _ => Err(Violation::Command),
        }
        .map(|event| event.filter(|event| !matches!(event, Event::Send(line) if line.is_empty())))
    }

    fn auth(&mut self, fields: Fields<'_>, now: Duration) -> Result<Event<T>, Violation> {
        // Checked before the rest of the line, so that an error in it ends the right exchange.
        if self.exchanges.open(id(fields.clone().next())?).is_some() {
            return Err(Violation::IdInUse);
        }
        Ok(match request::read(fields, self.minor, &self.listed, self.bindings)? {
            Parsed::Start { id, request } => self.start(id, request, now),
            Parsed::Refuse { id, why } => Event::Refuse(why, refusal(id, why)),
        })
    }

    fn start(&mut self, id: u32, request: Request<T>, now: Duration) -> Event<T> {
        if self.exchanges.is_full() {
            let Some(oldest) = self.exchanges.oldest_idle() else {
                let known = self.minor >= Minor::CHANNEL_BINDING;
                let refuse = |why| Event::Refuse(why, refusal(id, why));
                return if known {
                    refuse(Refusal::TooMany)
                } else {
                    Event::Close(Violation::TooManyExchanges)
                };
            };
            self.held = Some((id, request));
            return self.end(oldest, Ended::Displaced);
        }
        let deadline = now.saturating_add(self.exchange_time);
        let final_response = request.takes_final_response();
        let binds = request::needs_binding(request.mechanism());
        let started = self.exchanges.start(self.connection, id, |id| Entry {
            id,
            deadline,
            final_response,
            binds,
            turn: Turn::Server,
        });
        Event::Start(request, Exchange { id: started, binds })
    }

    fn cont(&mut self, mut fields: Fields<'_>) -> Result<Event<T>, Violation> {
        let id = id(fields.next())?;
        let text = fields.next().ok_or(Violation::MissingField)?;
        let Some(entry) = self.exchanges.open(id) else {
            let fail = Writer::default().command("FAIL").number(id).parameter("reason", TIMED_OUT);
            return Ok(Event::Send(fail.end().finish()));
        };
        let (exchange, binds) = (entry.id, entry.binds);
        let asked = match &entry.turn {
            Turn::Client(asked) => *asked,
            // OAUTHBEARER's client confirms a rejection with an octet (RFC 7628 section 3.2.3), SCRAM's client a
            // proof with an empty message.
            Turn::Confirm { outcome, .. } if text.is_empty() || *outcome == Outcome::Rejected => {
                return Ok(self.confirm(exchange));
            }
            Turn::Confirm { .. } | Turn::Server | Turn::Abandoned => {
                return Ok(self.end(exchange, Ended::Unexpected));
            }
        };
        let Some(response) = response::read(text, fields, asked, self.minor) else {
            return Ok(self.end(exchange, Ended::InvalidBase64));
        };
        entry.turn = Turn::Server;
        Ok(Event::Respond(response, Exchange { id: exchange, binds }))
    }

    fn confirm(&mut self, exchange: ExchangeId) -> Event<T> {
        match self.exchanges.remove(exchange).map(|entry| entry.turn) {
            Some(Turn::Confirm { outcome, line }) => Event::Conclude(exchange, outcome, line),
            _ => Event::Discard,
        }
    }

    fn cancel(&mut self, id: u32) -> Result<Option<Event<T>>, Violation> {
        let exchange = self.exchanges.open(id).map(|entry| entry.id);
        Ok(Some(match exchange {
            Some(exchange) => self.end(exchange, Ended::Cancelled),
            None => Event::Send(self.cancelled(id)),
        }))
    }

    /// Returns the confirmation of a cancellation, for callers that support it.
    fn cancelled(&self, id: u32) -> Output {
        match self.minor >= Minor::CANCELLED {
            true => Writer::default().command("CANCELLED").number(id).end().finish(),
            false => Output::default(),
        }
    }

    /// Ends an exchange without the application.
    fn end(&mut self, exchange: ExchangeId, why: Ended) -> Event<T> {
        self.exchanges.abandon(exchange);
        let fail = Writer::default().command("FAIL").number(exchange.id);
        let fail = match why {
            Ended::Cancelled => return Event::End(exchange, why, self.cancelled(exchange.id)),
            Ended::TimedOut | Ended::Displaced => fail.parameter("reason", TIMED_OUT),
            Ended::Unexpected => fail,
            Ended::InvalidBase64 => invalid_base64(fail, "Invalid base64 data in continued response"),
        };
        Event::End(exchange, why, fail.end().finish())
    }

    /// Sends a challenge.
    pub(crate) fn ask(
        &mut self,
        id: ExchangeId,
        asked: Asked,
        fields: impl FnOnce(Writer) -> Writer,
    ) -> Event<T> {
        let Some(entry) = self.answered(id) else { return Event::Discard };
        entry.turn = Turn::Client(asked);
        Event::Send(fields(Writer::default().command("CONT").number(id.id)).end().finish())
    }

    /// Sends an outcome, or first the message that precedes it.
    pub(crate) fn conclude(&mut self, exchange: ExchangeId, mut verdict: Verdict) -> Event<T> {
        let minor = self.minor;
        let Some(entry) = self.answered(exchange) else { return Event::Discard };
        if verdict.temporary && minor < Minor::CHANNEL_BINDING {
            return Event::Close(Violation::Unavailable);
        }
        match verdict.message.take() {
            Some(message) if !entry.final_response => {
                entry.turn =
                    Turn::Confirm { outcome: verdict.outcome, line: verdict.line(exchange.id, None) };
                let writer = Writer::default().command("CONT").number(exchange.id);
                Event::Send(writer.base64(message.octets()).end().finish())
            }
            message => {
                self.exchanges.remove(exchange);
                Event::Conclude(exchange, verdict.outcome, verdict.line(exchange.id, message.as_ref()))
            }
        }
    }

    /// Returns the exchange if it waits for the application. An abandoned one is removed.
    fn answered(&mut self, exchange: ExchangeId) -> Option<&mut Entry> {
        if self.exchanges.named(exchange).is_some_and(|entry| !entry.is_open()) {
            self.exchanges.remove(exchange);
        }
        self.exchanges.named(exchange)
    }
}

/// Returns the line for a rejected request.
fn refusal(id: u32, why: Refusal) -> Output {
    let fail = Writer::default().command("FAIL").number(id);
    match why {
        Refusal::Mechanism | Refusal::Parameter => fail,
        Refusal::InvalidBase64 => invalid_base64(fail, "Invalid base64 data in initial response"),
        Refusal::TooMany => fail.parameter("code", FailureCode::Temporary.name()),
    }
    .end()
    .finish()
}

fn invalid_base64(fail: Writer, reason: &str) -> Writer {
    fail.parameter("code", FailureCode::InvalidBase64.name()).parameter("reason", reason)
}
