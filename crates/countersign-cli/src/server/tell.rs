//! What a session tells of itself.
use super::{attempt::Attempt, session::Session};

impl Session {
    /// A login by the key alone is told as one; a key that is nobody's is no attempt, and is told as what it is.
    pub(super) fn tell_of_key(&self) {
        if let Some((mechanism, account)) = self.peer.logged_in() {
            self.visit.leave();
            (self.service.report)(&self.attempt().without_a_word(mechanism, account));
        } else if let Some(why_not) = self.peer.why_not {
            let seen = self.service.refused_keys.count(why_not);
            (self.service.report)(&self.attempt().no_attempt(&why_not.word(), seen));
        }
    }

    pub(super) fn attempt(&self) -> Attempt {
        let (protocol, tls) = (self.protocol.name(), self.tls.name());
        let attempt = Attempt::new(self.id, self.remote, protocol, tls, self.peer.fingerprint.clone());
        Attempt { version: self.version, client: self.client.clone(), ..attempt }
    }
}
