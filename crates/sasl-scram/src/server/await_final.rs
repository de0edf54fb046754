//! The server-first-message is out; the proof is to come.
use super::exchange::Exchange;
use crate::{
    auth_message::AuthMessage,
    error::Fault,
    hash::Hash,
    message::{
        client_final::{self, ClientFinal},
        server_final,
    },
    proof::{self, Checked},
    server_error::ServerError,
};
use alloc::{boxed::Box, string::String};
use sasl_core::{
    Next, Server,
    server::{Finish, Rejection},
};

impl<H: Hash> Exchange<H> {
    pub(super) fn read_final(mut self: Box<Self>, message: &[u8]) -> Next<Server> {
        let ClientFinal { binding, nonce, without_proof, proof, extensions } =
            match ClientFinal::read(message) {
                Ok(read) => read,
                Err(fault) => return self.refuse(fault),
            };
        if nonce != self.transcript.range(self.nonce) {
            return self.refuse(Fault::Nonce);
        }
        let Ok(header) = usize::try_from(self.header) else { return self.refuse(Fault::Grammar) };
        let Some(record) = self.record.take() else { return self.refuse(Fault::Grammar) };
        self.transcript.push(b",");
        self.transcript.push(without_proof);
        let auth_message = AuthMessage::new(&mut self.transcript, header);
        let Checked { valid, server_signature } = proof::check(&record, auth_message, proof);

        let data = self.binding.as_ref().map_or(&[][..], |binding| binding.data());
        let bound = client_final::is_binding(binding, self.transcript.range(0..header), data);
        let refuse = |reason, error| Next::finish(self.shared.refusal(reason, error));
        if !bool::from(valid) {
            return refuse(Rejection::BadCredentials, ServerError::InvalidProof);
        }
        // Only whoever knows the password can raise an alarm.
        if self.downgraded {
            return refuse(Rejection::Downgrade, ServerError::ServerDoesSupportChannelBinding);
        }
        if !bool::from(bound) {
            return refuse(Rejection::BindingMismatch, ServerError::ChannelBindingsDontMatch);
        }
        let kind = self.binding.as_ref().map(|binding| binding.kind());
        let last = server_final::write(&server_signature);
        self.extensions.append(&extensions);
        let finish = Finish::proved(self.user)
            .requesting(self.authzid.map(String::from))
            .bound(kind)
            .extended(self.extensions);
        Next::finish(finish.saying(last))
    }
}
