//! Octets that many may take a share of.
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// So many octets in all. Cloning is a reference count.
#[derive(Clone, Debug)]
pub(crate) struct Quota(Arc<Octets>);

#[derive(Debug)]
struct Octets {
    most: u64,
    taken: AtomicU64,
}

/// Octets that are taken, until this is dropped.
#[derive(Debug)]
pub(crate) struct Share {
    quota: Quota,
    taken: u64,
}

impl Quota {
    pub(crate) fn new(most: u64) -> Self {
        Self(Arc::new(Octets { most, taken: AtomicU64::new(0) }))
    }

    /// A share of nothing yet.
    pub(crate) fn share(&self) -> Share {
        Share { quota: self.clone(), taken: 0 }
    }

    /// Octets that are taken.
    #[cfg(test)]
    pub(crate) fn taken(&self) -> u64 {
        self.0.taken.load(Ordering::Relaxed)
    }

    fn take(&self, octets: u64) -> bool {
        let more = |taken: u64| taken.checked_add(octets).filter(|taken| *taken <= self.0.most);
        self.0.taken.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more).is_ok()
    }

    /// So many octets are free again, of those that [`Share::keep`] has left taken.
    pub(crate) fn give_back(&self, octets: u64) {
        let less = |taken: u64| Some(taken.saturating_sub(octets));
        let _ = self.0.taken.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
    }
}

impl Share {
    /// Takes so many octets more, if there are so many left.
    pub(crate) fn grow(&mut self, octets: u64) -> bool {
        let is_taken = self.quota.take(octets);
        if is_taken {
            self.taken = self.taken.saturating_add(octets);
        }
        is_taken
    }

    /// The octets stay taken.
    pub(crate) fn keep(mut self) {
        self.taken = 0;
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        self.quota.give_back(self.taken);
    }
}
