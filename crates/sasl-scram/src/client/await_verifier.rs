//! The state after the client-final-message: the server's proof is expected.
use super::refused::refused;
use crate::{
    error::NOT_VERIFIED,
    hash::Hash,
    message::server_final::{self, ServerFinal},
    proof,
};
use alloc::boxed::Box;
use sasl_core::{
    BindingKind, Client, Error, Records,
    client::Finish,
    mechanism::{Extensions, Next, Receive},
};

pub(super) struct AwaitVerifier<H: Hash> {
    server_signature: H::Output,
    binding: Option<BindingKind>,
    /// The optional extensions of the server, which its proof covers.
    extensions: Extensions,
    /// The keys that the application gets after the server's success.
    keep: Records,
}

impl<H: Hash> AwaitVerifier<H> {
    pub(super) fn new(
        server_signature: H::Output,
        binding: Option<BindingKind>,
        extensions: Extensions,
        keep: Records,
    ) -> Self {
        Self { server_signature, binding, extensions, keep }
    }

    fn verified(self) -> Next<Client> {
        let finish = Finish::verified().bound(self.binding);
        Next::finish(finish.with_extensions(self.extensions).with_client_keys(self.keep))
    }
}

impl<H: Hash> Receive<Client> for AwaitVerifier<H> {
    fn receive(self: Box<Self>, message: &[u8]) -> Result<Next<Client>, Error> {
        // The expected message is known, so it is compared and not parsed.
        let expected = server_final::write(&self.server_signature);
        if bool::from(proof::same(message, &expected)) {
            return Ok(self.verified());
        }
        match ServerFinal::<H::Output>::read(message)? {
            ServerFinal::Error(said) => Err(refused(said)),
            ServerFinal::Verifier(claimed) => {
                let same = |claimed: H::Output| {
                    bool::from(proof::same(claimed.as_ref(), self.server_signature.as_ref()))
                };
                if claimed.is_some_and(same) { Ok(self.verified()) } else { Err(NOT_VERIFIED) }
            }
        }
    }
}
