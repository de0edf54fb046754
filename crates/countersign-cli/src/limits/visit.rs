//! A connection, as far as the limits are concerned.
use super::{
    delay::delay, networks::Networks, places::Taken, presence::Presence, sessions::LoginSession,
    shared::Limits,
};
use std::{
    net::IpAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU32, AtomicU64, Ordering},
    },
    time::Duration,
};

/// Somebody is here. Their place among those who are not logged in is free once they are, or have gone.
pub(crate) struct Visit {
    pub(super) limits: Limits,
    pub(super) networks: Networks,
    pub(super) presence: Presence,
    /// Of the place that it holds; 0 if it holds none.
    place: AtomicU64,
    /// Logins that were refused.
    refused: AtomicU32,
    session: Mutex<Option<LoginSession>>,
}

impl Limits {
    /// Somebody has connected from here; if there is no room for them, how many have been turned away so far.
    pub(crate) fn visit(&self, remote: IpAddr) -> Result<Visit, u64> {
        let networks = Networks::of(remote);
        let (mut presence, mut place) = (Presence::default(), 0);
        if let Some(on) = self.on() {
            let now = on.elapsed();
            let taken = on.places().take(networks, now);
            let Taken { number, place: taken } = taken.ok_or_else(|| self.turn_away())?;
            (presence, place) = (Presence(Some((self.clone(), Arc::clone(&taken)))), number);
        }
        let (place, refused, session) = (AtomicU64::new(place), AtomicU32::new(0), Mutex::new(None));
        Ok(Visit { limits: self.clone(), networks, presence, place, refused, session })
    }
}

impl Visit {
    /// Its place among those who are not logged in.
    pub(crate) fn presence(&self) -> Presence {
        self.presence.clone()
    }

    /// They are logged in.
    pub(crate) fn leave(&self) {
        let place = self.place.swap(0, Ordering::Relaxed);
        if let (Some(on), 1..) = (self.limits.on(), place) {
            on.places().leave(place);
        }
    }

    /// They are logged in to this account by what TLS has proved; false if there are too many sessions already.
    pub(crate) fn enter(&self, account: &str) -> bool {
        self.leave();
        // The one before it ends.
        self.hold(None);
        let session = self.limits.session(Some(account), self.networks);
        let may = session.is_some();
        self.hold(session);
        may
    }

    /// This session counts until the connection ends, and the one before it no longer.
    pub(super) fn hold(&self, session: Option<LoginSession>) {
        let before =
            std::mem::replace(&mut *self.session.lock().unwrap_or_else(PoisonError::into_inner), session);
        drop(before);
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
