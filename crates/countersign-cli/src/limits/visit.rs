//! A connection, as far as the limits are concerned.
use super::{delay::delay, networks::Networks, shared::Limits, trial::Trial};
use std::{
    sync::atomic::{AtomicBool, AtomicU32, Ordering},
    time::Duration,
};

/// Somebody is here. Their place among those who are not logged in is free once they are, or have gone.
pub(crate) struct Visit {
    pub(super) limits: Limits,
    pub(super) networks: Networks,
    has_place: AtomicBool,
    /// Logins that were refused.
    refused: AtomicU32,
}

impl Visit {
    pub(super) fn new(limits: Limits, networks: Networks) -> Self {
        Self { limits, networks, has_place: AtomicBool::new(true), refused: AtomicU32::new(0) }
    }

    /// A login begins.
    pub(crate) fn trial(&self, mechanism: &str) -> Trial<'_> {
        Trial::new(self, mechanism)
    }

    /// They are logged in.
    pub(crate) fn leave(&self) {
        if let (Some(on), true) = (self.limits.on(), self.has_place.swap(false, Ordering::Relaxed)) {
            on.places().leave(self.networks);
        }
    }

    /// A login is refused, for whatever reason: how long its reply has to wait.
    pub(crate) fn delay(&self) -> Duration {
        let Some(on) = self.limits.on() else { return Duration::ZERO };
        delay(self.refused.fetch_add(1, Ordering::Relaxed), on.figures.delay)
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        self.leave();
    }
}
