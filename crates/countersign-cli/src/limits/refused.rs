//! What the limits have refused.
use super::book::Held;
use std::sync::atomic::{AtomicU64, Ordering};

/// How many there have been since the server began, of each kind.
#[derive(Debug, Default)]
pub(crate) struct Refused {
    /// Logins from an address that is held.
    address: AtomicU64,
    /// Logins to a name that is held.
    name: AtomicU64,
    /// Connections beyond the most that there may be.
    connections: AtomicU64,
}

impl Refused {
    /// One more login.
    pub(super) fn login(&self, why: Held) {
        let counter = match why {
            Held::Address => &self.address,
            Held::Name => &self.name,
        };
        counter.fetch_add(1, Ordering::Relaxed);
    }

    /// One more connection; how many there are with it.
    pub(super) fn connection(&self) -> u64 {
        self.connections.fetch_add(1, Ordering::Relaxed).saturating_add(1)
    }

    /// By the name of what is limited.
    #[cfg_attr(not(test), expect(dead_code, reason = "metrics read it"))]
    pub(crate) fn by_limit(&self) -> [(&'static str, u64); 3] {
        let Self { address, name, connections } = self;
        [("address", address), ("name", name), ("connections", connections)]
            .map(|(limit, counter)| (limit, counter.load(Ordering::Relaxed)))
    }
}
