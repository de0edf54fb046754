//! A stored record: salt, iteration count, and a StoredKey and a ServerKey for each password form (RFC 5802
//! section 3).
use crate::{
    hash::{Hash, Octets},
    limits,
    prepare::Form,
};
use alloc::{format, string::String, vec::Vec};
use base64ct::{Base64, Encoding};
use core::fmt;
use zeroize::{Zeroize, Zeroizing};

/// The stored SCRAM keys of one password for one hash. They are not sufficient to log in. An attacker who has them
/// can guess passwords at the cost of the iterations and can impersonate the server.
///
/// Clients prepare a password in different ways before they hash it. There is a pair of keys for each distinct
/// form, under one salt and iteration count: one pair for an ASCII password, at most three.
pub struct Stored<H: Hash> {
    pub(crate) salt: Vec<u8>,
    pub(crate) iterations: u32,
    pub(crate) pairs: Vec<StoredPair<H>>,
}

/// The keys of one password form. Wiped when dropped.
pub(crate) struct StoredPair<H: Hash> {
    pub(crate) form: Form,
    pub(crate) stored_key: H::Output,
    pub(crate) server_key: H::Output,
}

/// The error for an invalid record, or for a password from which no record can be made.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordError {
    /// The text is not `SCRAM-<HASH>$<count>:<salt>$<StoredKey>:<ServerKey>` for this hash.
    Form,
    /// The iteration count is zero or exceeds 10,000,000.
    Iterations,
    /// The salt is empty, longer than 256 octets, or not canonical base64.
    Salt,
    /// A key is not canonical base64, or its length is not that of the hash.
    Key,
    /// The prepared password has fewer than this number of octets.
    Short(usize),
    /// The password is invalid for this reason.
    Password(precis_normalize::Error),
}

impl<H: Hash> Stored<H> {
    /// Creates a record from its four parts, for the password form that RFC 5802 requires.
    ///
    /// # Errors
    /// [`RecordError`] for a part that is out of range.
    pub fn new(
        salt: &[u8],
        iterations: u32,
        stored_key: &[u8],
        server_key: &[u8],
    ) -> Result<Self, RecordError> {
        Self::of_form(Form::SaslPrep, salt, iterations, stored_key, server_key)
    }

    /// Parses `authPasswordValue` of RFC 5803, which PostgreSQL uses too: strict, without spaces. It also reads
    /// the output of [`to_text`](Self::to_text) for passwords with several forms.
    ///
    /// # Errors
    /// [`RecordError`] for an invalid text. Such a text is never taken for a password.
    pub fn parse(text: &str) -> Result<Self, RecordError> {
        let form = || RecordError::Form;
        let rest = text.strip_prefix(H::NAME).and_then(|rest| rest.strip_prefix('$')).ok_or_else(form)?;
        let (parameters, pairs) = rest.split_once('$').ok_or_else(form)?;
        let (iterations, salt) = read_parameters(parameters)?;
        let pairs: Vec<StoredPair<H>> = pairs.split(';').map(StoredPair::parse).collect::<Result<_, _>>()?;
        // Each form at most once, in a fixed order.
        if !pairs.is_sorted_by(|one, next| rank(one.form) < rank(next.form)) {
            return Err(RecordError::Form);
        }
        Ok(Self { salt, iterations, pairs })
    }

    /// Writes the record as text. For a password with one form that is `authPasswordValue` of RFC 5803. Further
    /// pairs follow, each after a `;` and with the name of its form.
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(format!("{}${}:{}$", H::NAME, self.iterations, self.salt_text()));
        for (at, pair) in self.pairs.iter().enumerate() {
            if at > 0 {
                text.push(';');
            }
            pair.write(&mut text);
        }
        text
    }

    /// Returns the salt.
    pub fn salt(&self) -> &[u8] {
        &self.salt
    }

    /// Returns the iteration count.
    pub fn iterations(&self) -> u32 {
        self.iterations
    }

    pub(crate) fn salt_text(&self) -> String {
        Base64::encode_string(&self.salt)
    }
}

/// Parses `iter-count ":" salt` of a record or of a client's keys.
pub(crate) fn read_parameters(text: &str) -> Result<(u32, Vec<u8>), RecordError> {
    let (iterations, salt) = text.split_once(':').ok_or(RecordError::Form)?;
    let canonical = iterations.bytes().all(|c| c.is_ascii_digit()) && !iterations.starts_with('0');
    let iterations = iterations.parse().ok().filter(|_| canonical).ok_or(RecordError::Iterations)?;
    let salt = Base64::decode_vec(salt).map_err(|_| RecordError::Salt)?;
    check(&salt, iterations)?;
    Ok((iterations, salt))
}

/// Parses a key of a record or of a client's keys.
pub(crate) fn read_key<H: Hash>(text: &str) -> Result<Zeroizing<H::Output>, RecordError> {
    let octets = Zeroizing::new(Base64::decode_vec(text).map_err(|_| RecordError::Key)?);
    key::<H>(&octets).map(Zeroizing::new)
}

fn key<H: Hash>(octets: &[u8]) -> Result<H::Output, RecordError> {
    H::Output::from_slice(octets).ok_or(RecordError::Key)
}

pub(crate) fn check(salt: &[u8], iterations: u32) -> Result<(), RecordError> {
    if !limits::RECORD_ITERATIONS.contains(&iterations) {
        return Err(RecordError::Iterations);
    }
    if !limits::RECORD_SALT.contains(&salt.len()) {
        return Err(RecordError::Salt);
    }
    Ok(())
}

impl<H: Hash> StoredPair<H> {
    pub(crate) fn new(form: Form, stored_key: &[u8], server_key: &[u8]) -> Result<Self, RecordError> {
        Ok(Self { form, stored_key: key::<H>(stored_key)?, server_key: key::<H>(server_key)? })
    }

    /// `[form "="] StoredKey ":" ServerKey`
    fn parse(text: &str) -> Result<Self, RecordError> {
        let named = [Form::OpaqueString, Form::Raw].into_iter();
        let named = named.filter_map(|form| Some((form, text.strip_prefix(tag(form))?))).next();
        let (form, keys) = named.unwrap_or((Form::SaslPrep, text));
        let (stored_key, server_key) = keys.split_once(':').ok_or(RecordError::Form)?;
        let (stored_key, server_key) = (read_key::<H>(stored_key)?, read_key::<H>(server_key)?);
        Ok(Self { form, stored_key: *stored_key, server_key: *server_key })
    }

    fn write(&self, to: &mut String) {
        let encode = |key: &H::Output| Zeroizing::new(Base64::encode_string(key.as_ref()));
        to.push_str(tag(self.form));
        to.push_str(&encode(&self.stored_key));
        to.push(':');
        to.push_str(&encode(&self.server_key));
    }
}

/// Returns the name of a form, empty for the one that RFC 5802 requires.
const fn tag(form: Form) -> &'static str {
    match form {
        Form::OpaqueString => "opaque=",
        Form::Raw => "raw=",
        _ => "",
    }
}

const fn rank(form: Form) -> u8 {
    match form {
        Form::OpaqueString => 1,
        Form::Raw => 2,
        _ => 0,
    }
}

impl<H: Hash> Drop for StoredPair<H> {
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

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "not SCRAM-<HASH>$<iteration count>:<salt>$<StoredKey>:<ServerKey> for this hash",
            Self::Iterations => "the iteration count is not a number from 1 to 10000000",
            Self::Salt => "the salt is not canonical base64 of 1 to 256 octets",
            Self::Key => "a key is not canonical base64 with the length of the hash",
            Self::Short(minimum) => {
                return write!(f, "the password is too short: at least {minimum} octets are required");
            }
            Self::Password(why) => return write!(f, "the password {why}"),
        })
    }
}

impl core::error::Error for RecordError {}
