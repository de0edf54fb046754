//! The mechanisms a program has.
use crate::{mechanism::Mechanism, name, server::Policy};
use alloc::{sync::Arc, vec::Vec};
use core::fmt;

/// A program's mechanisms and a server's policy. Made once, cloned cheaply, one per listener if they differ.
///
/// What a server may start is decided in [`Registry::offer`], what a client starts in [`Registry::choose`].
#[derive(Clone, Default)]
pub struct Registry {
    pub(crate) mechanisms: Vec<Arc<dyn Mechanism>>,
    pub(crate) policy: Policy,
}

impl Registry {
    /// No mechanism.
    pub fn new() -> Self {
        Self::default()
    }

    /// With this mechanism, offered after those that are already there. One of the same name is replaced; one
    /// whose name is not well-formed is left out.
    #[must_use]
    pub fn with(mut self, mechanism: impl Mechanism + 'static) -> Self {
        if name::is_mechanism_name(mechanism.name()) {
            self.mechanisms.retain(|old| old.name() != mechanism.name());
            self.mechanisms.push(Arc::new(mechanism));
        }
        self
    }

    /// Without the mechanism of this name.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.mechanisms.retain(|mechanism| !name::same(mechanism.name(), name));
        self
    }

    /// With this policy for what a server offers.
    #[must_use]
    pub fn with_policy(mut self, policy: Policy) -> Self {
        self.policy = policy;
        self
    }

    /// The names of all mechanisms, in the order of their making.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.mechanisms.iter().map(|mechanism| mechanism.name())
    }
}

impl fmt::Debug for Registry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.names()).finish()
    }
}
