//! The outcome of a client's exchange.
use crate::{binding::BindingKind, extensions::Extensions, record::Records};

/// A successful login: the server has proved itself as far as the mechanism allows and has reported success. Only
/// this crate can create it.
#[derive(Debug)]
pub struct Authenticated {
    pub(super) mechanism: &'static str,
    pub(super) server_verified: bool,
    pub(super) binding: Option<BindingKind>,
    pub(super) extensions: Extensions,
    pub(super) keys: Records,
}

impl Authenticated {
    /// Returns the name of the mechanism.
    pub fn mechanism(&self) -> &'static str {
        self.mechanism
    }

    /// Returns whether the server has proved that it knows the credential.
    pub fn server_verified(&self) -> bool {
        self.server_verified
    }

    /// Returns the channel binding that both ends agreed on.
    pub fn binding(&self) -> Option<BindingKind> {
        self.binding
    }

    /// Returns the extensions that the server sent under its proof.
    pub fn extensions(&self) -> &Extensions {
        &self.extensions
    }

    /// Returns the keys that the mechanism derived from the password, if [`Credentials::keeping_keys`] requested
    /// them. They make the next login faster ([`Credentials::with_keys`]).
    ///
    /// [`Credentials::keeping_keys`]: super::Credentials::keeping_keys
    /// [`Credentials::with_keys`]: super::Credentials::with_keys
    pub fn keys(&self) -> &Records {
        &self.keys
    }
}
