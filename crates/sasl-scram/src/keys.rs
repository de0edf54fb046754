//! The keys that a client derives from a password, a salt and an iteration count and can keep for its next login.
use crate::{
    derive::SaltedPassword,
    hash::Hash,
    hmac::HmacKey,
    limits,
    stored::{self, RecordError},
};
use alloc::{boxed::Box, format, string::String, vec::Vec};
use base64ct::{Base64, Encoding};
use core::fmt;
use sasl_core::mechanism::Record;
use zeroize::Zeroizing;

/// `ClientKey` and the HMAC states of `StoredKey` and `ServerKey` (RFC 5802 section 3). Wiped when dropped.
pub(crate) struct Keys<H: Hash> {
    pub(crate) client_key: Zeroizing<H::Output>,
    pub(crate) stored_hmac: HmacKey<H>,
    pub(crate) server_hmac: HmacKey<H>,
}

impl<H: Hash> Keys<H> {
    pub(crate) fn new(salted: &SaltedPassword<H>) -> Self {
        Self::from_parts(salted.client_key(), &salted.server_key())
    }

    fn from_parts(client_key: Zeroizing<H::Output>, server_key: &H::Output) -> Self {
        let stored_key = Zeroizing::new(H::digest((*client_key).as_ref()));
        Self {
            client_key,
            stored_hmac: HmacKey::new((*stored_key).as_ref()),
            server_hmac: HmacKey::new(server_key.as_ref()),
        }
    }
}

/// The keys of one user for one salt and iteration count, with which a client skips PBKDF2 at its next login (RFC
/// 5802 section 5.1: caching).
///
/// They are sufficient to log in without the password, as long as the server's record stays the same, and to
/// verify the server. The password cannot be recovered from them directly. Wiped when dropped.
///
/// A login returns them on request ([`Credentials::keeping_keys`]) and accepts them again
/// ([`Credentials::with_keys`]). Only [`export`](Self::export) writes them as text.
///
/// [`Credentials::keeping_keys`]: sasl_core::client::Credentials::keeping_keys
/// [`Credentials::with_keys`]: sasl_core::client::Credentials::with_keys
pub struct ClientKeys<H: Hash> {
    pub(crate) user: Box<str>,
    /// The salt in canonical base64, as a server sends it; its length is acceptable to a client.
    salt: Box<str>,
    pub(crate) iterations: u32,
    pub(crate) server_key: Zeroizing<H::Output>,
    pub(crate) keys: Keys<H>,
}

impl<H: Hash> ClientKeys<H> {
    pub(crate) fn new(user: &str, salt: &[u8], iterations: u32, salted: &SaltedPassword<H>) -> Self {
        let server_key = salted.server_key();
        let keys = Keys::<H>::from_parts(salted.client_key(), &server_key);
        let salt = Base64::encode_string(salt).into();
        Self { user: user.into(), salt, iterations, server_key, keys }
    }

    /// Returns whether the keys are for this salt (in base64) and this iteration count.
    pub(crate) fn fit(&self, salt: &[u8], iterations: u32) -> bool {
        self.salt.as_bytes() == salt && self.iterations == iterations
    }

    /// Returns the user name as it is sent.
    pub fn user(&self) -> &str {
        &self.user
    }

    /// Returns the keys as a line of text, which must be protected like a password:
    /// `<mechanism>$<count>:<salt>$<ClientKey>:<ServerKey>$<user>`. All fields except the first two are in base64.
    pub fn export(&self) -> Zeroizing<String> {
        let encode = |octets: &[u8]| Zeroizing::new(Base64::encode_string(octets));
        let user = encode(self.user.as_bytes());
        let (client, server) =
            (encode((*self.keys.client_key).as_ref()), encode((*self.server_key).as_ref()));
        Zeroizing::new(format!(
            "{}${}:{}${}:{}${}",
            H::NAME,
            self.iterations,
            self.salt,
            &*client,
            &*server,
            &*user
        ))
    }

    /// Parses the output of [`export`](Self::export).
    ///
    /// # Errors
    /// The [`RecordError`] for an invalid text; [`RecordError::Salt`] also for a salt that no client accepts.
    pub fn import(text: &str) -> Result<Self, RecordError> {
        let form = || RecordError::Form;
        let rest = text.strip_prefix(H::NAME).and_then(|rest| rest.strip_prefix('$')).ok_or_else(form)?;
        let mut parts = rest.split('$');
        let mut part = || parts.next().ok_or_else(form);
        let (parameters, keys, user) = (part()?, part()?, part()?);
        if part().is_ok() {
            return Err(RecordError::Form);
        }
        let (client_key, server_key) = keys.split_once(':').ok_or_else(form)?;
        let user: Vec<u8> = Base64::decode_vec(user).map_err(|_| form())?;
        let user = String::from_utf8(user).map_err(|_| form())?;
        let (iterations, salt) = stored::read_parameters(parameters)?;
        if !limits::CLIENT_SALT.contains(&salt.len()) {
            return Err(RecordError::Salt);
        }
        let server_key = stored::read_key::<H>(server_key)?;
        let keys = Keys::<H>::from_parts(stored::read_key::<H>(client_key)?, &server_key);
        Ok(Self {
            user: user.into(),
            salt: Base64::encode_string(&salt).into(),
            iterations,
            server_key,
            keys,
        })
    }
}

/// It is part of [`Credentials`](sasl_core::client::Credentials) and of a client's outcome; it verifies nothing.
impl<H: Hash> Record for ClientKeys<H> {}

impl<H: Hash> fmt::Debug for ClientKeys<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClientKeys({}, ..)", H::NAME)
    }
}
