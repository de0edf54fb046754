//! The credentials of a client.
use crate::{derive::Derivation, hash::Hash, keys::ClientKeys};
use alloc::{boxed::Box, sync::Arc};
use sasl_core::{Error, ErrorKind, Secret};

/// A password, keys of an earlier login, or both.
pub(super) struct Login<H: Hash> {
    /// The password in the form that this client uses.
    pub(super) password: Option<Secret>,
    /// The keys of this user, whose name is stored as it is sent.
    pub(super) keys: Option<Arc<ClientKeys<H>>>,
    /// The user, if the application requested the keys of this login.
    pub(super) keeps_keys_of: Option<Box<str>>,
}

pub(super) const NO_PASSWORD: Error = Error::new(ErrorKind::Application, "SCRAM: there is no password");
pub(super) const DO_NOT_FIT: Error = Error::new(
    ErrorKind::Application,
    "SCRAM: the stored keys do not match the server's parameters, and there is no password",
);

impl<H: Hash> Login<H> {
    /// Returns the keys of an earlier login if they match the server's salt (in base64) and iteration count.
    pub(super) fn kept(&self, salt: &[u8], iterations: u32) -> Option<Arc<ClientKeys<H>>> {
        self.keys.as_ref().filter(|keys| keys.fit(salt, iterations)).cloned()
    }

    /// Derives the keys from the password with this salt.
    pub(super) fn derive(&self, salt: &[u8], iterations: u32) -> Result<Derivation<H>, Error> {
        let password = self.password.as_ref().ok_or(DO_NOT_FIT)?;
        Ok(Derivation::new(password.expose().as_bytes(), salt, iterations))
    }
}
