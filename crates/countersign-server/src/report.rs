//! Reports of a session.
use super::{attempt::Attempt, session::Session};
use crate::meter;

impl Session {
    /// Reports a login by the key alone as such; a key that is not accepted is not an attempt, and is reported as a key.
    pub(super) fn report_key(&mut self) {
        if let Some((mechanism, account)) = self.peer.logged_in() {
            let id = self.peer.known().map_or(account, |known| &known.standing().id);
            self.is_crowded = !self.guard.enter(id);
            let attempt = self.attempt().by_tls_alone(mechanism, account);
            if self.is_crowded {
                meter::login_refused(self.protocol.name(), "sessions");
                return (self.service.report)(&Attempt { account: None, ..attempt.throttled() });
            }
            (self.service.report)(&attempt);
        } else if let Some(outside) = &self.peer.outside {
            let (mechanism, attempted) = (outside.mechanism(), outside.attempted());
            (self.service.report)(&self.attempt().key_outside(mechanism, attempted));
        } else if let Some(key_rejection) = self.peer.key_rejection {
            let seen = self.service.refused_keys.count(key_rejection);
            (self.service.report)(&self.attempt().unaccepted_key(&key_rejection.word(), seen));
        }
    }

    pub(super) fn attempt(&self) -> Attempt {
        let (protocol, tls) = (self.protocol.name(), self.tls.name());
        let attempt = Attempt::new(self.id, self.remote, protocol, tls, self.peer.fingerprint.clone());
        Attempt { version: self.version, client: self.client.clone(), ..attempt }
    }
}
