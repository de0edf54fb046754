//! What a client logs in with.
use crate::{derive::Derivation, hash::Hash, keys::ClientKeys};
use alloc::{boxed::Box, sync::Arc};
use sasl_core::{Error, Kind, Secret};

/// A password, keys of an earlier login, or both.
pub(super) struct Login<H: Hash> {
    /// In the form that this client uses.
    pub(super) password: Option<Secret>,
    /// Of this user: the name as it is sent.
    pub(super) keys: Option<Arc<ClientKeys<H>>>,
    /// The user, if the application wants the keys of this login.
    pub(super) keeps_keys_of: Option<Box<str>>,
}

/// How the keys are come by.
pub(super) enum Means<H: Hash> {
    Kept(Arc<ClientKeys<H>>),
    Derive(Derivation<H>),
}

pub(super) const NO_PASSWORD: Error = Error::new(Kind::Application, "SCRAM: there is no password");
pub(super) const DO_NOT_FIT: Error =
    Error::new(Kind::Application, "SCRAM: the kept keys do not fit any more, and there is no password");

impl<H: Hash> Login<H> {
    /// For what the server has asked.
    pub(super) fn means(&self, salt: &[u8], iterations: u32) -> Result<Means<H>, Error> {
        match (&self.keys, &self.password) {
            (Some(keys), _) if keys.fit(salt, iterations) => Ok(Means::Kept(Arc::clone(keys))),
            (_, Some(password)) => {
                Ok(Means::Derive(Derivation::new(password.expose().as_bytes(), salt, iterations)))
            }
            (_, None) => Err(DO_NOT_FIT),
        }
    }
}
