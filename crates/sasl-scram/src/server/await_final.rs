//! The server-first-message is out; the proof is to come.
use super::exchange::Exchange;
use crate::{
    error::Fault,
    hash::Hash,
    message::{
        client_final::{self, ClientFinal},
        server_final,
    },
    proof::{self, Checked},
};
use alloc::boxed::Box;
use sasl_core::{
    Next, Server,
    server::{Finish, Rejection},
};
use subtle::ConstantTimeEq;

impl<H: Hash> Exchange<H> {
    pub(super) fn read_final(mut self: Box<Self>, message: &[u8]) -> Next<Server> {
        let ClientFinal { binding, nonce, without_proof, proof } = match ClientFinal::read(message) {
            Ok(read) => read,
            Err(fault) => return fault.refuse(),
        };
        if nonce != self.transcript.range(self.nonce.clone()) {
            return Fault::Nonce.refuse();
        }
        let Some(record) = self.record.take() else { return Fault::Grammar.refuse() };
        self.transcript.push(b",");
        self.transcript.push(without_proof);
        let Checked { valid, server_signature } =
            proof::check(&record, self.transcript.since(self.header), proof);

        let header = self.transcript.range(0..self.header);
        let data = self.binding.as_ref().map_or(&[][..], |binding| binding.data());
        let bound = client_final::binding_text(header, data).as_bytes().ct_eq(binding);
        if !bool::from(valid) {
            return Next::finish(Finish::rejected_with(Rejection::BadCredentials, b"e=invalid-proof"));
        }
        // Only whoever knows the password can raise an alarm.
        if self.downgraded {
            let error = b"e=server-does-support-channel-binding";
            return Next::finish(Finish::rejected_with(Rejection::Downgrade, error));
        }
        if !bool::from(bound) {
            let error = b"e=channel-bindings-dont-match";
            return Next::finish(Finish::rejected_with(Rejection::BindingMismatch, error));
        }
        let kind = self.binding.as_ref().map(|binding| binding.kind());
        let last = server_final::write(server_signature.as_ref());
        let finish = Finish::proved(self.user).requesting(self.authzid).bound(kind).saying(last.as_bytes());
        Next::finish(finish)
    }
}
