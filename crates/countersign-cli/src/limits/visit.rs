//! A connection, as far as the limits are concerned.
use super::{delay::delay, networks::Networks, shared::Limits};
use std::{
    net::IpAddr,
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

impl Limits {
    /// Somebody has connected from here; if there is no room for them, how many have been turned away so far.
    pub(crate) fn visit(&self, remote: IpAddr) -> Result<Visit, u64> {
        let networks = Networks::of(remote);
        if !self.on().is_none_or(|on| on.places().take(networks)) {
            return Err(self.turn_away());
        }
        let (has_place, refused) = (AtomicBool::new(true), AtomicU32::new(0));
        Ok(Visit { limits: self.clone(), networks, has_place, refused })
    }
}

impl Visit {
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
