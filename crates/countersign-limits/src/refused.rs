//! Counters of connections rejected by the limits.
use std::sync::atomic::{AtomicU64, Ordering};

/// Connections since the server started that exceeded the limits: rejected at once, or evicted.
/// ended for others.
#[derive(Debug, Default)]
pub(super) struct Refused {
    connections: AtomicU64,
    given_up: AtomicU64,
}

impl Refused {
    /// Counts a rejected connection; returns the new count.
    pub(super) fn connection(&self) -> u64 {
        self.connections.fetch_add(1, Ordering::Relaxed).saturating_add(1)
    }

    /// Counts an evicted connection; returns the new count.
    pub(super) fn given_up(&self) -> u64 {
        self.given_up.fetch_add(1, Ordering::Relaxed).saturating_add(1)
    }
}
