//! The application is looking the user up.
use super::exchange::{Exchange, Phase};
use crate::{
    canonical::CanonicalName,
    hash::Hash,
    message::server_first::{self, Parameters},
    protection::Protection,
    record::ScramRecord,
    server_error::ServerError,
};
use alloc::{boxed::Box, sync::Arc};
use sasl_core::{
    Error, Kind, Message, Next, Resume, Server,
    server::{Finish, Found, Lookup, Rejection},
};

impl<H: Hash> Resume<Lookup> for Exchange<H> {
    /// An unknown user is challenged like a known one, and so is an account that has no record for this hash.
    fn resume(mut self: Box<Self>, question: Lookup, answer: Found) -> Result<Next<Server>, Error> {
        let phase = core::mem::replace(&mut self.phase, Phase::Final);
        let (Some(decoys), Phase::Keys(nonce)) = (&self.shared.decoys, phase) else {
            return Err(Error::new(Kind::Application, "SCRAM: the exchange has not begun"));
        };
        let (records, named) = match &answer {
            Found::Account(records) => (Some(records), records.get::<CanonicalName>()),
            Found::Unknown { .. } => (None, None),
        };
        let canonical = match &answer {
            Found::Account(_) => named.as_deref().map_or(question.user(), CanonicalName::as_str),
            Found::Unknown { canonical } => canonical,
        };
        // Everybody's decoy is made, so that nobody's takes longer.
        let (decoy, salt) = decoys.show(canonical, records.is_some());
        let record = records.and_then(|records| records.get::<ScramRecord<H>>());
        let parameters = match &record {
            Some(record) => Parameters::Account(&record.parameters),
            None => Parameters::Decoy(salt.as_octets(), &decoy.record.parameters),
        };
        let client_nonce = self.nonce.into();
        let (start, nonce) =
            server_first::write(&mut self.transcript, client_nonce, nonce.as_octets(), parameters);
        if let Some(digest) = self.protection.take().as_ref().and_then(Protection::as_str) {
            self.transcript.push(b",h=");
            self.transcript.push(digest.as_bytes());
        }
        let message = Message::copied(self.transcript.since(start));
        self.nonce = nonce.into();
        self.record = Some(record.unwrap_or_else(|| Arc::clone(&decoy.record)));
        self.user = question.into_user();
        Ok(Next::send_state(message, self))
    }

    fn unavailable(self: Box<Self>) -> Option<Finish> {
        Some(self.shared.refusal(Rejection::Unavailable, ServerError::NoResources))
    }
}
