//! A record in the making.
use crate::{
    derive::{Derivation, SaltedPassword},
    hash::Hash,
    hmac::HmacKey,
    prepare::{self, Form},
    stored::{RecordError, Stored, StoredPair, check},
};
use alloc::{string::String, vec::Vec};
use core::fmt;
use sasl_core::{Cost, Entropy, Secret};
use zeroize::Zeroizing;

/// A record that is being derived, so that setting a password need not hold up a thread.
pub struct Deriving<H: Hash> {
    salt: Vec<u8>,
    iterations: u32,
    /// Forms of the password that have not been begun, the last one first.
    waiting: Vec<(Form, Zeroizing<String>)>,
    /// The form that is being derived.
    now: Option<(Form, Derivation<H>)>,
    cost: Cost,
    done: Vec<StoredPair<H>>,
}

impl<H: Hash> Stored<H> {
    /// Begin to derive a record from a password. The password must be one that may be set: OpaqueString of RFC 8265.
    ///
    /// Its salt is 16 octets, made of the entropy and the mechanism's name: records of one password for several hashes
    /// may be derived from the same entropy, and have salts of their own all the same.
    ///
    /// # Errors
    /// [`RecordError::Password`] or [`RecordError::Iterations`].
    pub fn derive(password: &Secret, iterations: u32, entropy: Entropy) -> Result<Deriving<H>, RecordError> {
        let entropy = Zeroizing::new(entropy.into_octets());
        let salt = HmacKey::<H>::new(entropy.as_slice()).mac(H::NAME.as_bytes());
        Self::derive_with_salt(password, iterations, salt.as_ref().first_chunk::<16>().unwrap_or(&[0; 16]))
    }

    /// Begins to derive a record with this salt: that which the account's name shows as a decoy, see
    /// [`Decoys::salt`](crate::Decoys::salt). It must differ from hash to hash, and from directory to directory.
    ///
    /// # Errors
    /// [`RecordError::Password`], [`RecordError::Iterations`], or [`RecordError::Salt`].
    pub fn derive_with_salt(
        password: &Secret,
        iterations: u32,
        salt: &[u8],
    ) -> Result<Deriving<H>, RecordError> {
        check(salt, iterations)?;
        prepare::new_password(password.expose()).map_err(RecordError::Password)?;
        let mut waiting = prepare::forms(password.expose());
        let count = u32::try_from(waiting.len()).unwrap_or(u32::MAX);
        waiting.reverse();
        Ok(Deriving {
            salt: Vec::from(salt),
            iterations,
            waiting,
            now: None,
            cost: Cost::units(iterations.saturating_mul(count)),
            done: Vec::new(),
        })
    }
}

impl<H: Hash> Deriving<H> {
    /// Without the forms of the password that have fewer octets than this: some clients make four digits of eight
    /// octets, and four digits are soon guessed.
    ///
    /// # Errors
    /// [`RecordError::Short`] if its OpaqueString form is one of them.
    pub fn with_minimum(mut self, octets: usize) -> Result<Self, RecordError> {
        let form = |kind| self.waiting.iter().find(move |(form, _)| *form == kind);
        // Forms that are equal are there once, under the first of their names.
        let opaque = form(Form::OpaqueString).or_else(|| form(Form::SaslPrep));
        if opaque.is_none_or(|(_, password)| password.len() < octets) {
            return Err(RecordError::Short(octets));
        }
        self.waiting.retain(|(_, password)| password.len() >= octets);
        let count = u32::try_from(self.waiting.len()).unwrap_or(u32::MAX);
        self.cost = Cost::units(self.iterations.saturating_mul(count));
        Ok(self)
    }

    /// What all of it costs.
    pub fn cost(&self) -> Cost {
        self.cost
    }

    /// Do so many units, of one form of the password at the most; the record once it is through.
    pub fn advance(&mut self, units: u32) -> Option<Stored<H>> {
        if self.now.is_none() {
            self.now = self.waiting.pop().map(|(form, password)| {
                (form, Derivation::new(password.as_bytes(), &self.salt, self.iterations))
            });
        }
        if let Some((form, derivation)) = &mut self.now {
            let salted: SaltedPassword<H> = derivation.advance(units)?;
            self.done.push(StoredPair {
                form: *form,
                stored_key: H::digest((*salted.client_key()).as_ref()),
                server_key: *salted.server_key(),
            });
            self.now = None;
        }
        let through = self.waiting.is_empty();
        through.then(|| Stored {
            salt: core::mem::take(&mut self.salt),
            iterations: self.iterations,
            pairs: core::mem::take(&mut self.done),
        })
    }

    /// Do all of it here and now.
    pub fn run(mut self) -> Stored<H> {
        loop {
            if let Some(stored) = self.advance(u32::MAX) {
                return stored;
            }
        }
    }
}

impl<H: Hash> fmt::Debug for Deriving<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Deriving({}, ..)", H::NAME)
    }
}
