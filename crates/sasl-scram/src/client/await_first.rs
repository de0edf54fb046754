//! The client-first-message is out; salt and iteration count are to come.
use super::await_verifier::AwaitVerifier;
use crate::{
    derive::{Derivation, SaltedPassword},
    error::Fault,
    hash::Hash,
    limits,
    message::{client_final, server_first::ServerFirst},
    proof::{self, Proved},
    settings::Shared,
    transcript::Transcript,
};
use alloc::{boxed::Box, sync::Arc};
use core::ops::Range;
use sasl_core::{Client, Cost, Error, Job, Kind, Next, Progress, Receive, Secret, client::BindingFlag};

pub(super) struct AwaitFirst<H: Hash> {
    shared: Arc<Shared<H>>,
    password: Secret,
    binding: BindingFlag,
    transcript: Transcript,
    /// Octets of the gs2 header, at the transcript's start.
    header: usize,
    /// Where this client's nonce stands in the transcript.
    nonce: Range<usize>,
}

impl<H: Hash> AwaitFirst<H> {
    pub(super) fn new(
        shared: Arc<Shared<H>>,
        password: Secret,
        binding: BindingFlag,
        client_first: &str,
        header: usize,
        nonce: Range<usize>,
    ) -> Self {
        let mut transcript = Transcript::new();
        transcript.push(client_first.as_bytes());
        Self { shared, password, binding, transcript, header, nonce }
    }

    /// All that a server may ask is checked before any work is done for it.
    fn check(&self, first: &ServerFirst<'_>) -> Result<(), Error> {
        let own = self.transcript.range(self.nonce.clone());
        let added = first.nonce.strip_prefix(own).ok_or(Fault::Nonce)?;
        if added.len() < limits::NONCE_ADDED {
            return Err(Fault::Nonce.into());
        }
        if !limits::CLIENT_SALT.contains(&first.salt.len()) {
            return Err(Error::new(Kind::Policy, "SCRAM: the server's salt is too short or too long"));
        }
        if !self.shared.limits.iterations.contains(&first.iterations) {
            let text = "SCRAM: the server's iteration count is outside the limits";
            return Err(Error::new(Kind::Policy, text));
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, salted: &SaltedPassword<H>, nonce: &[u8]) -> Next<Client> {
        let header = self.transcript.range(0..self.header);
        let (data, kind) = match &self.binding {
            BindingFlag::Bound(binding) => (binding.data(), Some(binding.kind())),
            BindingFlag::NotSupported | BindingFlag::NotAdvertised => (&[][..], None),
        };
        let binding = client_final::binding_text(header, data);
        let without_proof = client_final::write_without_proof(&binding, nonce);
        self.transcript.push(b",");
        self.transcript.push(without_proof.as_bytes());
        let Proved { proof, server_signature } = proof::prove(salted, self.transcript.since(self.header));
        let message = client_final::write(&without_proof, proof.as_ref());
        let state = AwaitVerifier::<H>::new(server_signature, kind);
        Next::send_state(message.as_bytes(), Box::new(state))
    }
}

impl<H: Hash> Receive<Client> for AwaitFirst<H> {
    fn receive(mut self: Box<Self>, message: &[u8]) -> Result<Next<Client>, Error> {
        let first = ServerFirst::read(message)?;
        self.check(&first)?;
        self.transcript.push(b",");
        self.transcript.push(message);
        let password = self.password.expose().as_bytes();
        let derivation = Derivation::new(password, &first.salt, first.iterations);
        let cost = Cost::units(first.iterations);
        let nonce = first.nonce.into();
        Ok(Next::work_state(cost, Box::new(Deriving { derivation, nonce, state: self })))
    }
}

/// The salted password is being derived.
struct Deriving<H: Hash> {
    derivation: Derivation<H>,
    nonce: Box<[u8]>,
    state: Box<AwaitFirst<H>>,
}

impl<H: Hash> Job<Client> for Deriving<H> {
    fn run_for(mut self: Box<Self>, units: u32) -> Progress<Client> {
        match self.derivation.advance(units) {
            None => Progress::More(self),
            Some(salted) => Progress::Done(Ok(self.state.finish(&salted, &self.nonce))),
        }
    }
}
