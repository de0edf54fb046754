//! What a client makes of a password, a salt and an iteration count, and may keep for its next login.
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

/// `ClientKey`, the state of an HMAC with `StoredKey`, and that of one with `ServerKey` (RFC 5802 section 3). Wiped when
/// dropped.
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

/// The keys of one user for one salt and iteration count: with them a client skips PBKDF2 at its next login
/// (RFC 5802 section 5.1 calls it caching). They log in without the password, as long as the server's record stays, and
/// recognise the server; they do not lead back to the password. Wiped when dropped.
///
/// A login hands them over if it is asked to ([`Credentials::keeping_keys`]), and takes them again
/// ([`Credentials::with_keys`]). [`export`](Self::export) writes them down, and nothing else does.
///
/// [`Credentials::keeping_keys`]: sasl_core::client::Credentials::keeping_keys
/// [`Credentials::with_keys`]: sasl_core::client::Credentials::with_keys
pub struct ClientKeys<H: Hash> {
    pub(crate) user: Box<str>,
    /// In its one canonical base64, as a server sends it; as long as a client accepts.
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

    /// Are they for this salt, in base64, and for this count?
    pub(crate) fn fit(&self, salt: &[u8], iterations: u32) -> bool {
        self.salt.as_bytes() == salt && self.iterations == iterations
    }

    /// Whose they are: the name as it is sent.
    pub fn user(&self) -> &str {
        &self.user
    }

    /// As a line of text, to be kept like a password: `<mechanism>$<count>:<salt>$<ClientKey>:<ServerKey>$<user>`, all but
    /// the first two in base64.
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

    /// What [`export`](Self::export) has written.
    ///
    /// # Errors
    /// What is wrong with it; [`RecordError::Salt`] also for a salt that no client accepts.
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

/// It travels with [`Credentials`](sasl_core::client::Credentials) and with a client's outcome; it checks nothing.
impl<H: Hash> Record for ClientKeys<H> {}

impl<H: Hash> fmt::Debug for ClientKeys<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClientKeys({}, ..)", H::NAME)
    }
}
