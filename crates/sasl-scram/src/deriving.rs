//! The derivation of a record.
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

/// A record that is being derived in slices, so that setting a password need not block a thread.
pub struct Deriving<H: Hash> {
    salt: Vec<u8>,
    iterations: u32,
    /// The forms of the password that are not yet started, the last one first.
    waiting: Vec<(Form, Zeroizing<String>)>,
    /// The form that is being derived.
    now: Option<(Form, Derivation<H>)>,
    cost: Cost,
    done: Vec<StoredPair<H>>,
}

impl<H: Hash> Stored<H> {
    /// Starts the derivation of a record from a new password that OpaqueString allows (RFC 8265 section 4.2).
    ///
    /// The salt is 16 octets, made from the entropy and the mechanism's name. Records of one password for several
    /// hashes can use the same entropy and still have different salts.
    ///
    /// # Errors
    /// [`RecordError::Password`] or [`RecordError::Iterations`].
    pub fn derive(password: &Secret, iterations: u32, entropy: Entropy) -> Result<Deriving<H>, RecordError> {
        let entropy = Zeroizing::new(entropy.into_octets());
        let salt = HmacKey::<H>::new(entropy.as_slice()).mac(H::NAME.as_bytes());
        Self::derive_with_salt(password, iterations, salt.as_ref().first_chunk::<16>().unwrap_or(&[0; 16]))
    }

    /// Starts the derivation of a record with this salt, usually that of the account's name as a decoy
    /// ([`Decoys::salt`](crate::Decoys::salt)). It must differ between hashes and between directories.
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
    /// Omits the password forms that have fewer than this number of octets. Some clients turn eight octets into
    /// four digits, which are easy to guess.
    ///
    /// # Errors
    /// [`RecordError::Short`] if the OpaqueString form is too short.
    pub fn with_minimum(mut self, octets: usize) -> Result<Self, RecordError> {
        let form = |kind| self.waiting.iter().find(move |(form, _)| *form == kind);
        // Equal forms occur once, under the first of their names.
        let opaque = form(Form::OpaqueString).or_else(|| form(Form::SaslPrep));
        if opaque.is_none_or(|(_, password)| password.len() < octets) {
            return Err(RecordError::Short(octets));
        }
        self.waiting.retain(|(_, password)| password.len() >= octets);
        let count = u32::try_from(self.waiting.len()).unwrap_or(u32::MAX);
        self.cost = Cost::units(self.iterations.saturating_mul(count));
        Ok(self)
    }

    /// Returns the total cost.
    pub fn cost(&self) -> Cost {
        self.cost
    }

    /// Does this many units of work, at most to the end of one form. Returns the record when it is complete.
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

    /// Does all of the work on this thread.
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
