//! The mechanisms of a program.
use crate::{mechanism::Mechanism, name, server::Policy};
use alloc::{sync::Arc, vec::Vec};
use core::fmt;

/// The mechanisms of a program and the policy of a server. It is created once and cheap to clone; listeners can
/// have different ones.
///
/// [`Registry::offer`] decides which mechanisms a server can start, and [`Registry::choose`] which one a client
/// starts.
#[derive(Clone, Default)]
pub struct Registry {
    pub(crate) mechanisms: Vec<Arc<dyn Mechanism>>,
    pub(crate) policy: Policy,
}

impl Registry {
    /// Creates an empty registry.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a mechanism, offered after the present ones. It replaces a mechanism of the same name. A mechanism
    /// with an invalid name is ignored.
    #[must_use]
    pub fn with(mut self, mechanism: impl Mechanism + 'static) -> Self {
        if name::is_mechanism_name(mechanism.name()) {
            self.mechanisms.retain(|old| old.name() != mechanism.name());
            self.mechanisms.push(Arc::new(mechanism));
        }
        self
    }

    /// Removes the mechanism with this name.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.mechanisms.retain(|mechanism| !name::same(mechanism.name(), name));
        self
    }

    /// Sets the policy of the server's offer.
    #[must_use]
    pub fn with_policy(mut self, policy: Policy) -> Self {
        self.policy = policy;
        self
    }

    /// Returns the names of all mechanisms in the order of their addition.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.mechanisms.iter().map(|mechanism| mechanism.name())
    }
}

impl fmt::Debug for Registry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.names()).finish()
    }
}
