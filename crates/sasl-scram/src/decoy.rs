//! What an unknown user is shown: parameters that cannot be told from an account's.
use crate::{
    hash::Hash,
    record::{Forms, ScramRecord},
};
use alloc::sync::Arc;
use base64ct::{Base64, Encoding};
use core::fmt;
use zeroize::{Zeroize, Zeroizing};

/// How a server answers for accounts that it does not have.
///
/// The secret is a directory's: the same on every node, and as lasting as the accounts, for a salt that changes
/// when an account's would not tells them apart. The iteration count is the one that accounts have.
///
/// Salts of decoys are 16 octets, as those are that [`Stored::derive`](crate::Stored::derive) makes.
#[derive(Clone)]
pub struct Decoys {
    secret: Zeroizing<[u8; 32]>,
    iterations: u32,
    forms: Forms,
}

impl Decoys {
    /// With this secret, and this iteration count.
    pub fn new(secret: [u8; 32], iterations: u32) -> Self {
        Self { secret: Zeroizing::new(secret), iterations, forms: Forms::default() }
    }

    /// For a directory whose records all have so many forms.
    #[must_use]
    pub fn with_forms(self, forms: Forms) -> Self {
        Self { forms, ..self }
    }

    /// The record that unknown users' passwords are checked with, by PLAIN and its like: it costs what an
    /// account's does, and nothing matches it.
    pub fn record<H: Hash>(&self) -> ScramRecord<H> {
        let salt = derive::<H>(&self.secret, b"salt of none");
        let salt = salt.as_ref().first_chunk::<16>().unwrap_or(&[0; 16]);
        ScramRecord::decoy(salt, self.iterations, self.forms)
    }
}

impl fmt::Debug for Decoys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Decoys").field("iterations", &self.iterations).finish_non_exhaustive()
    }
}

fn derive<H: Hash>(secret: &[u8; 32], purpose: &[u8]) -> H::Output {
    H::finish(keyed::<H>(secret, purpose), block::<H>(), b"")
}

/// The secret, the purpose and the mechanism's name fill the first block, so that a salt costs one compression
/// for every name of usual length. What is given away of a digest is at most half of it.
fn keyed<H: Hash>(secret: &[u8; 32], purpose: &[u8]) -> H::State {
    let mut octets = Zeroizing::new([0; 64]);
    let parts = secret.iter().chain(purpose).chain(H::NAME.as_bytes());
    octets.iter_mut().zip(parts).for_each(|(to, from)| *to = *from);
    let mut state = H::start();
    H::absorb(&mut state, octets.as_slice());
    state
}

fn block<H: Hash>() -> u64 {
    u64::try_from(H::BLOCK).unwrap_or(u64::MAX)
}

/// The decoys of one hash.
pub(crate) struct DecoyKeys<H: Hash> {
    salts: H::State,
    record: Arc<ScramRecord<H>>,
}

impl<H: Hash> DecoyKeys<H> {
    pub(crate) fn new(decoys: &Decoys) -> Self {
        Self { salts: keyed::<H>(&decoys.secret, b"salt"), record: Arc::new(decoys.record()) }
    }

    /// The salt of whoever would have this name, as the 24 characters that are sent.
    pub(crate) fn salt(&self, canonical: &str) -> [u8; 24] {
        let digest = H::finish(self.salts, block::<H>(), canonical.as_bytes());
        let mut text = [0; 24];
        let salt = digest.as_ref().first_chunk::<16>().unwrap_or(&[0; 16]);
        // 16 octets are 24 characters, so there is always room.
        let _ = Base64::encode(salt, &mut text);
        text
    }

    pub(crate) fn record(&self) -> Arc<ScramRecord<H>> {
        Arc::clone(&self.record)
    }
}

impl<H: Hash> Drop for DecoyKeys<H> {
    fn drop(&mut self) {
        self.salts.zeroize();
    }
}
