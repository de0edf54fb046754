//! What the limits have refused before anybody has said anything.
use std::sync::atomic::{AtomicU64, Ordering};

/// How many connections there have been, since the server began, beyond the most that there may be.
#[derive(Debug, Default)]
pub(super) struct Refused(AtomicU64);

impl Refused {
    /// One more; how many there are with it.
    pub(super) fn connection(&self) -> u64 {
        self.0.fetch_add(1, Ordering::Relaxed).saturating_add(1)
    }
}
