//! A login attempt as the limits see it.
use super::{
    book::{Account, Held, Name},
    networks::Networks,
    sessions::LoginSession,
    visit::Visit,
    weight::Weight,
};
use countersign::sasl::server::{Rejection, Verdict};

/// Checked three times: at the start, when the name is known, and when the verdict is; and after each wait. A verdict above
/// the limit is not sent, so that a thousand concurrent logins learn no more than consecutive ones.
pub(crate) struct Trial<'a> {
    visit: &'a Visit,
    name: Option<Name>,
    account: Option<Account>,
    /// A key cannot be guessed.
    is_exempt: bool,
    is_settled: bool,
    held: Option<Held>,
    /// The accepted credential is one that can be guessed: the account's own password.
    is_guessable: bool,
    is_concealed: bool,
    /// Set once the login may succeed.
    session: Option<LoginSession>,
}

/// The result for a right credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    May,
    /// The limits throttle the login, as they would a wrong one.
    Held,
    /// Too many failures for the account: rejected like a wrong one.
    Concealed,
}

impl Visit {
    /// Starts a login attempt.
    pub(crate) fn trial(&self, mechanism: &str) -> Trial<'_> {
        let is_exempt = mechanism.eq_ignore_ascii_case("EXTERNAL");
        let (name, account, held, session) = (None, None, None, None);
        Trial {
            visit: self,
            name,
            account,
            is_exempt,
            is_settled: false,
            held,
            is_guessable: true,
            is_concealed: false,
            session,
        }
    }
}

impl Trial<'_> {
    /// At the start: returns whether the address may try.
    pub(crate) fn may_begin(&mut self) -> bool {
        self.may_go_on()
    }

    /// Before the lookup: returns whether this name may be tried, whether or not it exists.
    pub(crate) fn may_try(&mut self, name: &str) -> bool {
        self.visit.presence.set_busy(true);
        self.name = self.visit.limits.on().map(|on| on.book().name(name));
        self.may_go_on()
    }

    /// Like [`may_try`](Self::may_try), for a mechanism with a challenge.
    pub(crate) fn may_ask(&mut self, name: &str) -> bool {
        if !self.may_try(name) {
            return false;
        }
        let Some(on) = self.visit.limits.on() else { return true };
        let now = on.now();
        let withheld = on.book().withholds_challenges(self.visit.networks, now);
        if withheld {
            self.hold(Held::Challenges);
        }
        !withheld
    }

    /// Records the account whose password is guessed, if the name has one with a password that can be guessed.
    pub(crate) fn is_of(&mut self, account: Option<&str>) {
        if let (Some(on), Some(name)) = (self.visit.limits.on(), self.name) {
            self.account = Some(on.book().account(account, name));
            self.is_guessable = account.is_some();
        }
    }

    /// After a wait: returns whether the limits still allow it.
    pub(crate) fn may_go_on(&mut self) -> bool {
        let Some(on) = self.visit.limits.on().filter(|_| !self.is_exempt) else { return true };
        let now = on.now();
        let held = on.book().holds(self.visit.networks, self.name, now);
        if let Some(why) = held {
            self.hold(why);
        }
        held.is_none()
    }

    /// For a right credential, before the client learns of it: returns whether the limits still allow it.
    pub(crate) fn may_enter(&mut self) -> Entry {
        if !self.may_go_on() {
            return Entry::Held;
        }
        let (Some(on), Some(account)) = (self.visit.limits.on(), self.account) else { return Entry::May };
        let now = on.now();
        self.is_concealed = on.book().conceals(self.visit.networks, account, now);
        if self.is_concealed { Entry::Concealed } else { Entry::May }
    }

    /// Counts a session of the account, if the limits allow one more.
    pub(crate) fn may_stay(&mut self, account: Option<&str>) -> bool {
        self.session = self.visit.limits.session(account, self.visit.networks);
        if self.session.is_none() {
            self.hold(Held::Sessions);
        }
        self.session.is_some()
    }

    /// Records the verdict. Only the first counts, so this can be called before the client sees any of it.
    pub(crate) fn settle(&mut self, verdict: &Verdict) {
        match verdict {
            Verdict::Accepted(_) => self.succeed(),
            Verdict::Rejected(rejected) => self.fail(rejected.reason()),
        }
    }

    /// Records a failure.
    pub(crate) fn fail(&mut self, reason: Rejection) {
        if self.is_settled || self.is_held() || self.is_exempt {
            return;
        }
        self.is_settled = true;
        let Some(on) = self.visit.limits.on() else { return };
        let (from, now) = (self.visit.networks, on.now());
        let (name, account) = match (Weight::of(reason), self.name) {
            (Weight::Guess, name) => (name, self.account),
            (Weight::Mistake, _) => (None, None),
            (Weight::Challenge, Some(_)) => return on.book().leave_unanswered(from, now),
            (Weight::Challenge, None) | (Weight::Nothing, _) => return,
        };
        let mut book = on.book();
        match book.holds(from, name, now) {
            Some(why) => {
                drop(book);
                self.hold(why);
            }
            None => book.fail(from, name, account, now),
        }
    }

    /// Returns whether the limits rejected it: the client learns that and nothing else.
    pub(crate) fn is_held(&self) -> bool {
        self.held.is_some()
    }

    /// Returns which limit was exceeded, for the audit record. A client rejected for its account does not learn that.
    pub(crate) fn held_for(&self) -> Option<&'static str> {
        if self.is_concealed {
            return Some("account");
        }
        self.held.map(|held| match held {
            Held::Address => "address",
            Held::Name => "name",
            Held::Challenges => "challenges",
            Held::Sessions => "sessions",
        })
    }

    /// Returns the client's networks.
    pub(crate) fn networks(&self) -> Networks {
        self.visit.networks
    }

    pub(super) fn succeed(&mut self) {
        if std::mem::replace(&mut self.is_settled, true) {
            return;
        }
        self.visit.leave();
        if let Some(session) = self.session.take() {
            self.visit.hold(Some(session));
        }
        // An app password says nothing about guesses at the account's own password.
        let name = self.name.filter(|_| self.is_guessable);
        if let (Some(on), Some(name)) = (self.visit.limits.on(), name) {
            let now = on.now();
            on.book().succeed(self.visit.networks, name, self.account, now);
        }
    }

    fn hold(&mut self, why: Held) {
        self.held = Some(why);
    }
}

impl Drop for Trial<'_> {
    fn drop(&mut self) {
        self.visit.presence.set_busy(false);
    }
}
