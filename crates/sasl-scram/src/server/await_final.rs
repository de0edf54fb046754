//! The state after the server-first-message: the client's proof is expected.
use super::requested::Requested;
use crate::{
    auth_message::AuthMessage,
    error::Fault,
    hash::Hash,
    message::{
        client_final::{self, ClientFinal},
        server_final,
    },
    proof::{self, Checked},
    record::ScramRecord,
    server_error::ServerError,
    transcript::{Span, Transcript},
};
use alloc::{string::String, sync::Arc};
use sasl_core::server::{Finish, Rejection};

/// The state in which the proof is checked against an account's record or a decoy.
pub(super) struct AwaitFinal<H: Hash> {
    /// The position of the whole nonce in the transcript.
    pub(super) nonce: Span,
    pub(super) record: Arc<ScramRecord<H>>,
    /// The name as prepared and looked up.
    pub(super) user: String,
    pub(super) requested: Requested,
}

impl<H: Hash> AwaitFinal<H> {
    /// Reads the message. Returns a proved login, a rejection, or an error for an invalid message.
    pub(super) fn read(
        self,
        transcript: &mut Transcript,
        message: &[u8],
    ) -> Result<Result<Finish, (Rejection, ServerError)>, Fault> {
        let Requested { header, authzid, binding: own, downgraded, extensions: mut said } = self.requested;
        let ClientFinal { binding, nonce, without_proof, proof, extensions } = ClientFinal::read(message)?;
        if nonce != transcript.range(self.nonce) {
            return Err(Fault::Nonce);
        }
        let header = usize::try_from(header).map_err(|_| Fault::Grammar)?;
        transcript.push(b",");
        transcript.push(without_proof);
        let auth_message = AuthMessage::new(transcript, header);
        let Checked { valid, server_signature } = proof::check(&self.record, auth_message, proof);

        let data = own.as_ref().map_or(&[][..], |binding| binding.data());
        let bound = client_final::is_binding(binding, transcript.range(0..header), data);
        if !bool::from(valid) {
            return Ok(Err((Rejection::BadCredentials, ServerError::InvalidProof)));
        }
        // Only a client that knows the password can report a downgrade.
        if downgraded {
            return Ok(Err((Rejection::Downgrade, ServerError::ServerDoesSupportChannelBinding)));
        }
        if !bool::from(bound) {
            return Ok(Err((Rejection::BindingMismatch, ServerError::ChannelBindingsDontMatch)));
        }
        said.append(&extensions);
        let finish = Finish::proved(self.user)
            .with_authzid(authzid.map(String::from))
            .bound(own.as_ref().map(|binding| binding.kind()))
            .with_extensions(said);
        Ok(Ok(finish.with_final_message(server_final::write(&server_signature))))
    }
}
