//! The state in which the application looks up the user.
use super::{await_final::AwaitFinal, requested::Requested};
use crate::{
    canonical::CanonicalName,
    decoy::DecoyKeys,
    hash::Hash,
    message::server_first::{self, Parameters},
    nonce::Nonce,
    protection::Protection,
    record::ScramRecord,
    transcript::{Span, Transcript},
};
use alloc::sync::Arc;
use sasl_core::{
    mechanism::Message,
    server::{Found, Lookup},
};

/// The state before the challenge, which needs the user's keys.
pub(super) struct AwaitKeys {
    /// The server's part of the nonce.
    pub(super) nonce: Nonce,
    /// The position of the client's part in the transcript.
    pub(super) client_nonce: Span,
    pub(super) requested: Requested,
    pub(super) protection: Option<Protection>,
}

impl AwaitKeys {
    /// Writes the challenge. An unknown user, or an account without a record for this hash, gets the same kind of
    /// challenge as any other.
    pub(super) fn challenge<H: Hash>(
        self,
        decoys: &DecoyKeys<H>,
        transcript: &mut Transcript,
        question: Lookup,
        answer: &Found,
    ) -> (AwaitFinal<H>, Message) {
        let (records, named) = match answer {
            Found::Account(records) => (Some(records), records.get::<CanonicalName>()),
            Found::Unknown { .. } => (None, None),
        };
        let canonical = match answer {
            Found::Account(_) => named.as_deref().map_or(question.user(), CanonicalName::as_str),
            Found::Unknown { canonical } => canonical,
        };
        // The decoy is computed for every name, so that timing does not depend on it.
        let (decoy, salt) = decoys.show(canonical, records.is_some());
        let record = records.and_then(|records| records.get::<ScramRecord<H>>());
        let parameters = match &record {
            Some(record) => Parameters::Account(&record.parameters),
            None => Parameters::Decoy(salt.as_octets(), &decoy.record.parameters),
        };
        let (start, nonce) =
            server_first::write(transcript, self.client_nonce.into(), self.nonce.as_octets(), parameters);
        if let Some(digest) = self.protection.as_ref().and_then(Protection::as_str) {
            transcript.push(b",h=");
            transcript.push(digest.as_bytes());
        }
        let message = Message::copied(transcript.since(start));
        let next = AwaitFinal {
            nonce: nonce.into(),
            record: record.unwrap_or_else(|| Arc::clone(&decoy.record)),
            user: question.into_user(),
            requested: self.requested,
        };
        (next, message)
    }
}
