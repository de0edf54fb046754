//! The import and export of records, part by part.
use crate::{
    derive::SaltedPassword,
    hash::Hash,
    prepare::Form,
    stored::{RecordError, Stored, StoredPair, check},
};
use alloc::vec::Vec;
use core::fmt;
use zeroize::Zeroizing;

/// `StoredKey` and `ServerKey` of one form of a password (RFC 5802 section 3).
#[non_exhaustive]
#[derive(Clone)]
pub struct KeyPair {
    /// The client's key, hashed.
    pub stored_key: Zeroizing<Vec<u8>>,
    /// The server's key.
    pub server_key: Zeroizing<Vec<u8>>,
}

impl<H: Hash> Stored<H> {
    /// Creates a record from its four parts and the password form that the source uses. A system that prepares
    /// passwords as RFC 5802 requires has [`SaslPrep`](Form::SaslPrep); one that uses them unchanged has
    /// [`Raw`](Form::Raw).
    ///
    /// # Errors
    /// [`RecordError`] for a part that is out of range.
    pub fn of_form(
        form: Form,
        salt: &[u8],
        iterations: u32,
        stored_key: &[u8],
        server_key: &[u8],
    ) -> Result<Self, RecordError> {
        check(salt, iterations)?;
        let pair = StoredPair::new(form, stored_key, server_key)?;
        Ok(Self { salt: salt.into(), iterations, pairs: Vec::from([pair]) })
    }

    /// Creates a record from a `SaltedPassword`, which some systems store. Because it is sufficient to log in, it
    /// is not stored here; the two keys are derived from it (RFC 5802 section 3).
    ///
    /// # Errors
    /// [`RecordError`] for a part that is out of range.
    pub fn from_salted_password(
        form: Form,
        salt: &[u8],
        iterations: u32,
        salted: &[u8],
    ) -> Result<Self, RecordError> {
        let salted = SaltedPassword::<H>::from_octets(salted).ok_or(RecordError::Key)?;
        let stored_key = Zeroizing::new(H::digest((*salted.client_key()).as_ref()));
        let server_key = salted.server_key();
        Self::of_form(form, salt, iterations, (*stored_key).as_ref(), (*server_key).as_ref())
    }

    /// Returns the password forms for which there are keys, the one that RFC 5802 requires first. Equal forms
    /// occur once, under the first of their names.
    pub fn forms(&self) -> impl Iterator<Item = Form> {
        self.pairs.iter().map(|pair| pair.form)
    }

    /// Returns the keys for clients that use this password form: its own, or those of a form that equals it.
    pub fn pair(&self, form: Form) -> Option<KeyPair> {
        let order = [form, Form::OpaqueString, Form::SaslPrep, Form::Raw];
        let of = |form: &Form| self.pairs.iter().find(|pair| pair.form == *form);
        let pair = order.iter().find_map(of)?;
        let copy = |key: &H::Output| Zeroizing::new(Vec::from(key.as_ref()));
        Some(KeyPair { stored_key: copy(&pair.stored_key), server_key: copy(&pair.server_key) })
    }
}

impl fmt::Debug for KeyPair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyPair(..)")
    }
}
