//! A record at rest: salt, iteration count, StoredKey, ServerKey; as text in the form of RFC 5803.
use crate::{
    derive::{Derivation, SaltedPassword},
    hash::{Hash, Octets},
    limits, prepare,
};
use alloc::{format, string::String, vec::Vec};
use base64ct::{Base64, Encoding};
use core::fmt;
use sasl_core::{Cost, Entropy, Secret};
use zeroize::{Zeroize, Zeroizing};

/// What a server needs to know of one password for one hash. It is not the password, and not enough to log in
/// with; but whoever has it can guess passwords at the price of the iterations, and pose as the server.
pub struct Stored<H: Hash> {
    salt: Vec<u8>,
    iterations: u32,
    stored_key: H::Output,
    server_key: H::Output,
}

/// Why a record, or a password to make one from, is refused.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordError {
    /// It is not `SCRAM-<HASH>$<count>:<salt>$<StoredKey>:<ServerKey>` for this hash.
    Form,
    /// The iteration count is zero, or beyond 10,000,000.
    Iterations,
    /// The salt is empty, longer than 256 octets, or not canonical base64.
    Salt,
    /// A key is not canonical base64, or not as long as the hash.
    Key,
    /// The password cannot be prepared, or is empty.
    Password,
}

impl<H: Hash> Stored<H> {
    /// From the four parts.
    ///
    /// # Errors
    /// [`RecordError`], for a part that is out of its range.
    pub fn new(
        salt: &[u8],
        iterations: u32,
        stored_key: &[u8],
        server_key: &[u8],
    ) -> Result<Self, RecordError> {
        if !limits::RECORD_ITERATIONS.contains(&iterations) {
            return Err(RecordError::Iterations);
        }
        if !limits::RECORD_SALT.contains(&salt.len()) {
            return Err(RecordError::Salt);
        }
        let key = |octets| H::Output::from_slice(octets).ok_or(RecordError::Key);
        Ok(Self { salt: salt.into(), iterations, stored_key: key(stored_key)?, server_key: key(server_key)? })
    }

    /// From `authPasswordValue` of RFC 5803, as PostgreSQL writes it too: strict, without spaces.
    ///
    /// # Errors
    /// [`RecordError`]. What does not parse is never taken for a password.
    pub fn parse(text: &str) -> Result<Self, RecordError> {
        let form = || RecordError::Form;
        let rest = text.strip_prefix(H::NAME).and_then(|rest| rest.strip_prefix('$')).ok_or_else(form)?;
        let (parameters, keys) = rest.split_once('$').ok_or_else(form)?;
        let (iterations, salt) = parameters.split_once(':').ok_or_else(form)?;
        let (stored_key, server_key) = keys.split_once(':').ok_or_else(form)?;
        let canonical = iterations.bytes().all(|c| c.is_ascii_digit()) && !iterations.starts_with('0');
        let iterations = iterations.parse().ok().filter(|_| canonical).ok_or(RecordError::Iterations)?;
        let decode = |text, error| Base64::decode_vec(text).map(Zeroizing::new).map_err(|_| error);
        Self::new(
            &decode(salt, RecordError::Salt)?,
            iterations,
            &decode(stored_key, RecordError::Key)?,
            &decode(server_key, RecordError::Key)?,
        )
    }

    /// The text that [`Stored::parse`] reads.
    pub fn to_text(&self) -> Zeroizing<String> {
        let [stored_key, server_key] = [&self.stored_key, &self.server_key]
            .map(|key| Zeroizing::new(Base64::encode_string(key.as_ref())));
        let (name, iterations, salt) = (H::NAME, self.iterations, self.salt_text());
        Zeroizing::new(format!("{name}${iterations}:{salt}${}:{}", *stored_key, *server_key))
    }

    /// Begin to derive a record from a password, with 16 octets of the entropy as its salt.
    ///
    /// # Errors
    /// [`RecordError::Password`] or [`RecordError::Iterations`].
    pub fn derive(password: &Secret, iterations: u32, entropy: Entropy) -> Result<Deriving<H>, RecordError> {
        if !limits::RECORD_ITERATIONS.contains(&iterations) {
            return Err(RecordError::Iterations);
        }
        let password = prepare::password(password.expose()).ok_or(RecordError::Password)?;
        let entropy = Zeroizing::new(entropy.into_octets());
        let salt = Vec::from(entropy.first_chunk::<16>().unwrap_or(&[0; 16]));
        let derivation = Derivation::new(password.as_bytes(), &salt, iterations);
        Ok(Deriving { derivation, salt, iterations })
    }

    /// The salt.
    pub fn salt(&self) -> &[u8] {
        &self.salt
    }

    /// The iteration count.
    pub fn iterations(&self) -> u32 {
        self.iterations
    }

    pub(crate) fn salt_text(&self) -> String {
        Base64::encode_string(&self.salt)
    }

    pub(crate) fn stored_key(&self) -> &H::Output {
        &self.stored_key
    }

    pub(crate) fn server_key(&self) -> &H::Output {
        &self.server_key
    }
}

/// A record in the making, so that setting a password need not hold up a thread.
pub struct Deriving<H: Hash> {
    derivation: Derivation<H>,
    salt: Vec<u8>,
    iterations: u32,
}

impl<H: Hash> Deriving<H> {
    /// What all of it costs.
    pub fn cost(&self) -> Cost {
        Cost::units(self.iterations)
    }

    /// Do so many units; the record once it is through.
    pub fn advance(&mut self, units: u32) -> Option<Stored<H>> {
        let salted: SaltedPassword<H> = self.derivation.advance(units)?;
        Some(Stored {
            salt: self.salt.clone(),
            iterations: self.iterations,
            stored_key: H::digest((*salted.client_key()).as_ref()),
            server_key: *salted.server_key(),
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

impl<H: Hash> Drop for Stored<H> {
    fn drop(&mut self) {
        self.stored_key.zeroize();
        self.server_key.zeroize();
    }
}

impl<H: Hash> fmt::Debug for Stored<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Stored({}, ..)", H::NAME)
    }
}

impl<H: Hash> fmt::Debug for Deriving<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Deriving({}, ..)", H::NAME)
    }
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "not SCRAM-<HASH>$<iteration count>:<salt>$<StoredKey>:<ServerKey> for this hash",
            Self::Iterations => "the iteration count is not a number from 1 to 10000000",
            Self::Salt => "the salt is not canonical base64 of 1 to 256 octets",
            Self::Key => "a key is not canonical base64 of as many octets as the hash has",
            Self::Password => "the password is empty or has characters that cannot be prepared",
        })
    }
}

impl core::error::Error for RecordError {}
