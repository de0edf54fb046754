//! A server's policy for its offer.
use alloc::{string::String, vec::Vec};

/// Restrictions of a server's offer beyond those of the connection. The default has none.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    pub(crate) require_binding: bool,
    pub(crate) no_plus: bool,
    pub(crate) end_point_suffices: bool,
    pub(crate) withheld: Vec<String>,
}

impl Policy {
    /// Creates a policy without restrictions.
    pub fn new() -> Self {
        Self::default()
    }

    /// Offers only mechanisms with channel binding: no SCRAM without `-PLUS`, no plaintext mechanism, nothing that
    /// an attacker in the middle can relay. EXTERNAL remains, because it is the identity of the connection itself.
    #[must_use]
    pub fn require_binding(mut self) -> Self {
        self.require_binding = true;
        self
    }

    /// Withholds `-PLUS` names, for clients that choose one and then fail to bind.
    #[must_use]
    pub fn without_plus(mut self) -> Self {
        self.no_plus = true;
        self
    }

    /// Offers `-PLUS` names also if only `tls-server-end-point` is available. Few clients support it.
    #[must_use]
    pub fn end_point_suffices(mut self) -> Self {
        self.end_point_suffices = true;
        self
    }

    /// Withholds the mechanism with this name, for example because not every account has a record for it yet.
    #[must_use]
    pub fn withhold(mut self, name: impl Into<String>) -> Self {
        self.withheld.push(name.into());
        self
    }
}
