//! A login attempt as the limits see it.
use super::{
    failure_counters::{Account, Name, Throttled},
    guard::ConnectionGuard,
    networks::Networks,
    sessions::LoginSession,
    weight::Weight,
};
use countersign::sasl::server::{Rejection, Verdict};

/// Checked three times: at the start, when the name is known, and when the verdict is; and after each wait. A verdict above
/// the limit is not sent, so that a thousand concurrent logins learn no more than consecutive ones.
pub struct LoginAttempt<'a> {
    guard: &'a ConnectionGuard,
    name: Option<Name>,
    account: Option<Account>,
    /// A key cannot be guessed.
    is_exempt: bool,
    is_settled: bool,
    throttled: Option<Throttled>,
    /// The accepted credential is one that can be guessed: the account's own password.
    is_guessable: bool,
    is_concealed: bool,
    /// Set once the login may succeed.
    session: Option<LoginSession>,
}

/// The result for a right credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// The login may succeed.
    May,
    /// The limits throttle the login, as they would a wrong one.
    Throttled,
    /// Too many failures for the account: rejected like a wrong one.
    Concealed,
}

impl ConnectionGuard {
    /// Starts a login attempt.
    pub fn login_attempt(&self, mechanism: &str) -> LoginAttempt<'_> {
        let is_exempt = mechanism.eq_ignore_ascii_case("EXTERNAL");
        let (name, account, throttled, session) = (None, None, None, None);
        LoginAttempt {
            guard: self,
            name,
            account,
            is_exempt,
            is_settled: false,
            throttled,
            is_guessable: true,
            is_concealed: false,
            session,
        }
    }
}

impl LoginAttempt<'_> {
    /// At the start: returns whether the address may try.
    pub fn may_begin(&mut self) -> bool {
        self.may_go_on()
    }

    /// Before the lookup: returns whether this name may be tried, whether or not it exists.
    pub fn may_try(&mut self, name: &str) -> bool {
        self.guard.presence.set_busy(true);
        self.name = self.guard.limits.on().map(|on| on.counters().name(name));
        self.may_go_on()
    }

    /// Like [`may_try`](Self::may_try), for a mechanism with a challenge.
    pub fn may_ask(&mut self, name: &str) -> bool {
        if !self.may_try(name) {
            return false;
        }
        let Some(on) = self.guard.limits.on() else { return true };
        let now = on.now();
        let withheld = on.counters().withholds_challenges(self.guard.networks, now);
        if withheld {
            self.throttle(Throttled::Challenges);
        }
        !withheld
    }

    /// Records the account whose password is guessed, if the name has one with a password that can be guessed.
    pub fn is_of(&mut self, account: Option<&str>) {
        if let (Some(on), Some(name)) = (self.guard.limits.on(), self.name) {
            self.account = Some(on.counters().account(account, name));
            self.is_guessable = account.is_some();
        }
    }

    /// After a wait: returns whether the limits still allow it.
    pub fn may_go_on(&mut self) -> bool {
        let Some(on) = self.guard.limits.on().filter(|_| !self.is_exempt) else { return true };
        let now = on.now();
        let throttled = on.counters().throttles(self.guard.networks, self.name, now);
        if let Some(why) = throttled {
            self.throttle(why);
        }
        throttled.is_none()
    }

    /// For a right credential, before the client learns of it: returns whether the limits still allow it.
    pub fn may_enter(&mut self) -> Entry {
        if !self.may_go_on() {
            return Entry::Throttled;
        }
        let (Some(on), Some(account)) = (self.guard.limits.on(), self.account) else { return Entry::May };
        let now = on.now();
        self.is_concealed = on.counters().conceals(self.guard.networks, account, now);
        if self.is_concealed { Entry::Concealed } else { Entry::May }
    }

    /// Counts a session of the account, if the limits allow one more.
    pub fn may_stay(&mut self, account: Option<&str>) -> bool {
        self.session = self.guard.limits.session(account, self.guard.networks);
        if self.session.is_none() {
            self.throttle(Throttled::Sessions);
        }
        self.session.is_some()
    }

    /// Records the verdict. Only the first counts, so this can be called before the client sees any of it.
    pub fn settle(&mut self, verdict: &Verdict) {
        match verdict {
            Verdict::Accepted(_) => self.succeed(),
            Verdict::Rejected(rejected) => self.fail(rejected.reason()),
        }
    }

    /// Records a failure.
    pub fn fail(&mut self, reason: Rejection) {
        if self.is_settled || self.is_throttled() || self.is_exempt {
            return;
        }
        self.is_settled = true;
        let Some(on) = self.guard.limits.on() else { return };
        let (from, now) = (self.guard.networks, on.now());
        let (name, account) = match (Weight::of(reason), self.name) {
            (Weight::Guess, name) => (name, self.account),
            (Weight::Mistake, _) => (None, None),
            (Weight::Challenge, Some(_)) => return on.counters().leave_unanswered(from, now),
            (Weight::Challenge, None) | (Weight::Nothing, _) => return,
        };
        let mut counters = on.counters();
        match counters.throttles(from, name, now) {
            Some(why) => {
                drop(counters);
                self.throttle(why);
            }
            None => counters.fail(from, name, account, now),
        }
    }

    /// Returns whether the limits rejected it: the client learns that and nothing else.
    pub fn is_throttled(&self) -> bool {
        self.throttled.is_some()
    }

    /// Returns which limit was exceeded, for the audit record. A client rejected for its account does not learn that.
    pub fn throttled_for(&self) -> Option<&'static str> {
        if self.is_concealed {
            return Some("account");
        }
        self.throttled.map(|throttled| match throttled {
            Throttled::Address => "address",
            Throttled::Name => "name",
            Throttled::Challenges => "challenges",
            Throttled::Sessions => "sessions",
        })
    }

    /// Returns the client's networks.
    pub fn networks(&self) -> Networks {
        self.guard.networks
    }

    pub(super) fn succeed(&mut self) {
        if std::mem::replace(&mut self.is_settled, true) {
            return;
        }
        self.guard.leave();
        if let Some(session) = self.session.take() {
            self.guard.set_session(Some(session));
        }
        // An app password says nothing about guesses at the account's own password.
        let name = self.name.filter(|_| self.is_guessable);
        if let (Some(on), Some(name)) = (self.guard.limits.on(), name) {
            let now = on.now();
            on.counters().succeed(self.guard.networks, name, self.account, now);
        }
    }

    fn throttle(&mut self, why: Throttled) {
        self.throttled = Some(why);
    }
}

impl Drop for LoginAttempt<'_> {
    fn drop(&mut self) {
        self.guard.presence.set_busy(false);
    }
}
