//! How it ends for a client.
use crate::{binding::BindingKind, extensions::Extensions, record::Records};

/// The server has said yes, and has proved itself as far as the mechanism can. It cannot be made outside.
#[derive(Debug)]
pub struct Authenticated {
    pub(super) mechanism: &'static str,
    pub(super) server_verified: bool,
    pub(super) binding: Option<BindingKind>,
    pub(super) extensions: Extensions,
    pub(super) keys: Records,
}

impl Authenticated {
    /// The mechanism's name.
    pub fn mechanism(&self) -> &'static str {
        self.mechanism
    }

    /// The server has proved that it knows the credential too.
    pub fn server_verified(&self) -> bool {
        self.server_verified
    }

    /// The channel binding that both ends agree on.
    pub fn binding(&self) -> Option<BindingKind> {
        self.binding
    }

    /// Extensions that the server has sent, under its proof.
    pub fn extensions(&self) -> &Extensions {
        &self.extensions
    }

    /// What the mechanism has derived from the password, if [`Credentials::keeping_keys`] asked for it: the next login
    /// is quicker with it ([`Credentials::with_keys`]).
    ///
    /// [`Credentials::keeping_keys`]: super::Credentials::keeping_keys
    /// [`Credentials::with_keys`]: super::Credentials::with_keys
    pub fn keys(&self) -> &Records {
        &self.keys
    }
}
