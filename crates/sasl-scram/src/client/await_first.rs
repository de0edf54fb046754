//! The state after the client-first-message: the salt and the iteration count are expected.
use super::{await_verifier::AwaitVerifier, login::Login, refused::refused};
use crate::{
    auth_message::AuthMessage,
    derive::{Derivation, SaltedPassword},
    error::Fault,
    hash::Hash,
    keys::{ClientKeys, Keys},
    limits,
    message::{client_final, server_final::ServerFinal, server_first::ServerFirst},
    proof::{self, Proved},
    protection::Protection,
    settings::ClientSettings,
    transcript::Transcript,
};
use alloc::{boxed::Box, sync::Arc, vec::Vec};
use core::ops::Range;
use sasl_core::{
    Client, Cost, Error, ErrorKind, Records,
    client::BindingFlag,
    mechanism::{Extensions, Job, JobProgress, Next, Receive, Record},
};

pub(super) struct AwaitFirst<H: Hash> {
    settings: Arc<ClientSettings>,
    login: Login<H>,
    binding: BindingFlag,
    protection: Option<Protection>,
    transcript: Transcript,
    /// The length of the gs2 header in octets, at the start of the transcript.
    header: usize,
    /// The position of the nonce in the transcript: first this client's part, then the whole.
    nonce: Range<usize>,
}

impl<H: Hash> AwaitFirst<H> {
    pub(super) fn new(
        settings: Arc<ClientSettings>,
        login: Login<H>,
        binding: BindingFlag,
        protection: Option<Protection>,
        client_first: &str,
        header: usize,
        nonce: Range<usize>,
    ) -> Self {
        let mut transcript = Transcript::new();
        transcript.push(client_first.as_bytes());
        Self { settings, login, binding, protection, transcript, header, nonce }
    }

    /// Checks all parameters of the server before any work is done.
    fn check(&self, first: &ServerFirst<'_>) -> Result<(), Error> {
        let own = self.transcript.range(self.nonce.clone());
        let added = first.nonce.strip_prefix(own).ok_or(Fault::Nonce)?;
        if added.len() < limits::NONCE_ADDED {
            return Err(Fault::Nonce.into());
        }
        if !self.settings.limits.iterations.contains(&first.iterations) {
            let text = "SCRAM: the server's iteration count is outside the limits";
            return Err(Error::new(ErrorKind::Policy, text));
        }
        if self.protection.as_ref().is_some_and(|protection| !protection.agrees(&first.extensions)) {
            let text =
                "SCRAM: the server advertised other mechanisms or binding types than this client received";
            return Err(Error::new(ErrorKind::Policy, text));
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, keys: &Keys<H>, extensions: Extensions, keep: Records) -> Next<Client> {
        let (data, kind) = match &self.binding {
            BindingFlag::Bound(binding) => (binding.data(), Some(binding.kind())),
            BindingFlag::NotSupported | BindingFlag::NotAdvertised => (&[][..], None),
        };
        let nonce = self.nonce.clone();
        let start = client_final::write_without_proof(&mut self.transcript, self.header, data, nonce);
        let end = self.transcript.len();
        let auth_message = AuthMessage::new(&mut self.transcript, self.header);
        let Proved { proof, server_signature } = proof::prove(keys, auth_message);
        let message = client_final::write(self.transcript.range(start..end), &proof);
        let state = AwaitVerifier::<H>::new(server_signature, kind, extensions, keep);
        Next::send_state(message, Box::new(state))
    }
}

impl<H: Hash> Receive<Client> for AwaitFirst<H> {
    fn receive(mut self: Box<Self>, message: &[u8]) -> Result<Next<Client>, Error> {
        if message.starts_with(b"e=")
            && let ServerFinal::Error(said) = ServerFinal::<H::Output>::read(message)?
        {
            return Err(refused(said));
        }
        let first = ServerFirst::read(message)?;
        // A client with keys of an earlier login knows the salt.
        let keys = self.login.kept(first.salt, first.iterations);
        self.check(&first)?;
        let salt = if keys.is_some() { Vec::new() } else { salt(&first)? };
        self.transcript.push(b",");
        // "r=" precedes the nonce.
        let start = self.transcript.len().saturating_add(2);
        self.nonce = start..start.saturating_add(first.nonce.len());
        self.transcript.push(message);
        let ServerFirst { nonce: _, salt: _, iterations, extensions } = first;
        match keys {
            Some(keys) => {
                let keep = if self.login.keeps_keys_of.is_some() {
                    kept(Arc::clone(&keys))
                } else {
                    Records::default()
                };
                Ok(self.finish(&keys.keys, extensions, keep))
            }
            None => {
                let derivation = self.login.derive(&salt, iterations)?;
                let salt = if self.login.keeps_keys_of.is_some() { salt.into() } else { Box::default() };
                let cost = Cost::units(iterations);
                let job = Deriving { derivation, salt, iterations, extensions, state: self };
                Ok(Next::work_state(cost, Box::new(job)))
            }
        }
    }
}

fn salt(first: &ServerFirst<'_>) -> Result<Vec<u8>, Error> {
    let salt = first.salt()?;
    if limits::CLIENT_SALT.contains(&salt.len()) {
        return Ok(salt);
    }
    Err(Error::new(ErrorKind::Policy, "SCRAM: the server's salt is too short or too long"))
}

/// The salted password is being derived.
struct Deriving<H: Hash> {
    derivation: Derivation<H>,
    /// The salt, if the application requested the keys.
    salt: Box<[u8]>,
    iterations: u32,
    extensions: Extensions,
    state: Box<AwaitFirst<H>>,
}

impl<H: Hash> Deriving<H> {
    fn finish(self, salted: &SaltedPassword<H>) -> Next<Client> {
        let Self { derivation: _, salt, iterations, extensions, state } = self;
        if let Some(user) = &state.login.keeps_keys_of {
            let keys = Arc::new(ClientKeys::new(user, &salt, iterations, salted));
            let keep = kept(Arc::clone(&keys));
            state.finish(&keys.keys, extensions, keep)
        } else {
            state.finish(&Keys::new(salted), extensions, Records::default())
        }
    }
}

impl<H: Hash> Job<Client> for Deriving<H> {
    fn run_for(mut self: Box<Self>, units: u32) -> JobProgress<Client> {
        match self.derivation.advance(units) {
            None => JobProgress::Pending(self),
            Some(salted) => JobProgress::Complete(Ok(self.finish(&salted))),
        }
    }
}

fn kept<H: Hash>(keys: Arc<ClientKeys<H>>) -> Records {
    Records::new([keys as Arc<dyn Record>])
}
