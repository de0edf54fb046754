//! What the limits have refused before anybody has said anything.
use std::sync::atomic::{AtomicU64, Ordering};

/// How many connections there have been, since the server began, beyond the most that there may be: turned away at once, or
/// ended for others.
#[derive(Debug, Default)]
pub(super) struct Refused {
    connections: AtomicU64,
    given_up: AtomicU64,
}

impl Refused {
    /// One more; how many there are with it.
    pub(super) fn connection(&self) -> u64 {
        self.connections.fetch_add(1, Ordering::Relaxed).saturating_add(1)
    }

    /// One more that was ended to make room for another; how many there are with it.
    pub(super) fn given_up(&self) -> u64 {
        self.given_up.fetch_add(1, Ordering::Relaxed).saturating_add(1)
    }
}
