//! A server's choices about what it offers.
use alloc::{string::String, vec::Vec};

/// What a server offers beyond what the connection allows. The default offers all of it.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    pub(crate) require_binding: bool,
    pub(crate) no_plus: bool,
    pub(crate) end_point_suffices: bool,
    pub(crate) withheld: Vec<String>,
}

impl Policy {
    /// Everything that the connection allows.
    pub fn new() -> Self {
        Self::default()
    }

    /// Offer only what is bound to the channel: no bare SCRAM name, no plaintext mechanism, nothing that could
    /// be relayed by somebody in the middle. EXTERNAL stays: it is the channel's own identity.
    #[must_use]
    pub fn require_binding(mut self) -> Self {
        self.require_binding = true;
        self
    }

    /// Do not offer `-PLUS` names: for clients that choose one and then fail on their own side.
    #[must_use]
    pub fn without_plus(mut self) -> Self {
        self.no_plus = true;
        self
    }

    /// Offer `-PLUS` also where `tls-server-end-point` is all there is. Few clients look for it.
    #[must_use]
    pub fn end_point_suffices(mut self) -> Self {
        self.end_point_suffices = true;
        self
    }

    /// Do not offer the mechanism of this name, for instance because not every account has its records yet.
    #[must_use]
    pub fn withhold(mut self, name: impl Into<String>) -> Self {
        self.withheld.push(name.into());
        self
    }
}
