//! The session of a logged-in client.
use super::{networks::Networks, shared::Limits};

/// One session, until it is dropped.
pub(crate) struct LoginSession {
    limits: Limits,
    networks: Networks,
    account: Option<String>,
}

impl Limits {
    /// Counts a session of this account, if the limits allow one more.
    pub(super) fn session(&self, account: Option<&str>, networks: Networks) -> Option<LoginSession> {
        let may = self.on().is_none_or(|on| on.logged_in().enter(account, networks));
        may.then(|| LoginSession { limits: self.clone(), networks, account: account.map(str::to_owned) })
    }
}

impl Drop for LoginSession {
    fn drop(&mut self) {
        if let Some(on) = self.limits.on() {
            on.logged_in().leave(self.account.as_deref(), self.networks);
        }
    }
}
