//! The mechanisms a program has: a registry for each end.
use crate::{
    mechanism::traits::{ClientMechanism, Mechanism, ServerMechanism},
    name,
    server::Policy,
};
use alloc::{sync::Arc, vec::Vec};
use core::fmt;

/// The mechanisms of a client. It is created once and cheap to clone.
///
/// [`ClientRegistry::choose`] decides which one a client starts.
#[derive(Clone, Default)]
pub struct ClientRegistry {
    pub(crate) mechanisms: List<dyn ClientMechanism>,
}

/// The mechanisms and the policy of a server. It is created once and cheap to clone; listeners can have different
/// ones.
///
/// [`ServerRegistry::offer`] decides which ones a server can start.
#[derive(Clone, Default)]
pub struct ServerRegistry {
    pub(crate) mechanisms: List<dyn ServerMechanism>,
    pub(crate) policy: Policy,
}

/// Mechanisms of different names.
pub(crate) struct List<M: ?Sized>(Vec<Arc<M>>);

impl ClientRegistry {
    /// Creates an empty registry.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a mechanism. It replaces one of the same name.
    #[must_use]
    pub fn with(mut self, mechanism: impl ClientMechanism + 'static) -> Self {
        self.mechanisms.add(Arc::new(mechanism));
        self
    }

    /// Removes the mechanism with this name.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.mechanisms.remove(name);
        self
    }

    /// Returns the names of all mechanisms, in the order of their addition.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.mechanisms.names()
    }
}

impl ServerRegistry {
    /// Creates an empty registry.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a mechanism, offered after the present ones. It replaces one of the same name.
    #[must_use]
    pub fn with(mut self, mechanism: impl ServerMechanism + 'static) -> Self {
        self.mechanisms.add(Arc::new(mechanism));
        self
    }

    /// Removes the mechanism with this name.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.mechanisms.remove(name);
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
        self.mechanisms.names()
    }
}

impl<M: Mechanism + ?Sized> List<M> {
    fn add(&mut self, mechanism: Arc<M>) {
        self.0.retain(|old| old.name() != mechanism.name());
        self.0.push(mechanism);
    }

    fn remove(&mut self, name: &str) {
        self.0.retain(|mechanism| !name::same(mechanism.name().as_str(), name));
    }

    fn names(&self) -> impl Iterator<Item = &'static str> {
        self.iter().map(|mechanism| mechanism.name().as_str())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Arc<M>> {
        self.0.iter()
    }
}

impl<M: ?Sized> Clone for List<M> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<M: ?Sized> Default for List<M> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl fmt::Debug for ClientRegistry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.names()).finish()
    }
}

impl fmt::Debug for ServerRegistry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.names()).finish()
    }
}
