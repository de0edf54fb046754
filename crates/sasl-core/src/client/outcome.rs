//! How it ends for a client.
use crate::binding::BindingKind;

/// The server has said yes, and has proved itself as far as the mechanism can. It cannot be made outside.
#[derive(Debug)]
pub struct Authenticated {
    pub(super) mechanism: &'static str,
    pub(super) server_verified: bool,
    pub(super) binding: Option<BindingKind>,
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
}
