//! The client-final-message is out; the server must prove itself.
use crate::{error::NOT_VERIFIED, hash::Hash, message::server_final::ServerFinal};
use alloc::boxed::Box;
use sasl_core::{BindingKind, Client, Error, Kind, Next, Receive, UntrustedText, client::Finish};
use subtle::ConstantTimeEq;

pub(super) struct AwaitVerifier<H: Hash> {
    server_signature: H::Output,
    binding: Option<BindingKind>,
}

impl<H: Hash> AwaitVerifier<H> {
    pub(super) fn new(server_signature: H::Output, binding: Option<BindingKind>) -> Self {
        Self { server_signature, binding }
    }
}

impl<H: Hash> Receive<Client> for AwaitVerifier<H> {
    fn receive(self: Box<Self>, message: &[u8]) -> Result<Next<Client>, Error> {
        match ServerFinal::<H::Output>::read(message)? {
            ServerFinal::Error(said) => {
                let refused = Error::new(Kind::Refused, "SCRAM: the server refused the login");
                Err(refused.with_said(UntrustedText::new(said)))
            }
            ServerFinal::Verifier(claimed) => {
                let same = |claimed: H::Output| claimed.as_ref().ct_eq(self.server_signature.as_ref()).into();
                if claimed.is_some_and(same) {
                    Ok(Next::finish(Finish::verified().bound(self.binding)))
                } else {
                    Err(NOT_VERIFIED)
                }
            }
        }
    }
}
