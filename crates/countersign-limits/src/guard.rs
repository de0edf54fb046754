//! A connection as the limits see it.
use super::{
    delay::delay, networks::Networks, presence::Presence, sessions::LoginSession, shared::Limits,
    slots::Taken,
};
use std::{
    net::IpAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU32, AtomicU64, Ordering},
    },
    time::Duration,
};

/// A connection. Its slot before login is free once it has logged in or ended.
pub struct ConnectionGuard {
    pub(super) limits: Limits,
    pub(super) networks: Networks,
    pub(super) presence: Presence,
    /// The number of its slot; 0 without one.
    slot: AtomicU64,
    /// Rejected logins.
    refused: AtomicU32,
    session: Mutex<Option<LoginSession>>,
}

impl Limits {
    /// Registers a connection from this address; if the limits reject it, returns the count of rejected connections.
    pub fn guard(&self, remote: IpAddr) -> Result<ConnectionGuard, u64> {
        let networks = Networks::of(remote);
        let (mut presence, mut slot) = (Presence::default(), 0);
        if let Some(on) = self.on() {
            let now = on.elapsed();
            let taken = on.slots().take(networks, now);
            let Taken { number, slot: taken } = taken.ok_or_else(|| self.count_rejected())?;
            (presence, slot) = (Presence(Some((self.clone(), Arc::clone(&taken)))), number);
        }
        let (slot, refused, session) = (AtomicU64::new(slot), AtomicU32::new(0), Mutex::new(None));
        Ok(ConnectionGuard { limits: self.clone(), networks, presence, slot, refused, session })
    }
}

impl ConnectionGuard {
    /// Returns its slot before login.
    pub fn presence(&self) -> Presence {
        self.presence.clone()
    }

    /// Releases the slot: the client has logged in.
    pub fn leave(&self) {
        let slot = self.slot.swap(0, Ordering::Relaxed);
        if let (Some(on), 1..) = (self.limits.on(), slot) {
            on.slots().leave(slot);
        }
    }

    /// Registers a login by TLS to this account; returns false if there are too many sessions.
    pub fn enter(&self, account: &str) -> bool {
        self.leave();
        // Ends the previous session.
        self.set_session(None);
        let session = self.limits.session(Some(account), self.networks);
        let may = session.is_some();
        self.set_session(session);
        may
    }

    /// Counts this session until the connection ends, in place of the previous one.
    pub(super) fn set_session(&self, session: Option<LoginSession>) {
        let before =
            std::mem::replace(&mut *self.session.lock().unwrap_or_else(PoisonError::into_inner), session);
        drop(before);
    }

    /// Counts a rejected login, for any reason; returns the delay of its reply.
    pub fn delay(&self) -> Duration {
        let Some(on) = self.limits.on() else { return Duration::ZERO };
        delay(self.refused.fetch_add(1, Ordering::Relaxed), on.figures.delay)
    }
}

impl Drop for ConnectionGuard {
    fn drop(&mut self) {
        self.leave();
    }
}
