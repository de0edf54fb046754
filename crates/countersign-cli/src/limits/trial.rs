//! A login, as far as the limits are concerned.
use super::{
    book::{Account, Held, Name},
    networks::Networks,
    sessions::LoginSession,
    visit::Visit,
    weight::Weight,
};
use countersign::sasl::server::{Rejection, Verdict};

/// It is looked at three times: at its beginning, when its name is known, and when its verdict is; and after each wait.
/// Whoever's verdict comes when there has been enough is not told it, so that a thousand logins at once learn no more than
/// one after the other.
pub(crate) struct Trial<'a> {
    visit: &'a Visit,
    name: Option<Name>,
    account: Option<Account>,
    /// A key cannot be guessed.
    is_exempt: bool,
    is_settled: bool,
    held: Option<Held>,
    /// What let the client in is what is guessed at: the account's own password.
    is_guessable: bool,
    is_concealed: bool,
    /// From the moment on that it may succeed.
    session: Option<LoginSession>,
}

/// What becomes of a right credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    May,
    /// The limits hold the login, as they would hold a wrong one.
    Held,
    /// Too much has failed for the account: it is refused as a wrong one is.
    Concealed,
}

impl Visit {
    /// A login begins.
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
    /// At its beginning: the address may try.
    pub(crate) fn may_begin(&mut self) -> bool {
        self.may_go_on()
    }

    /// Before the directory is asked for this name: it may be tried, whether there is such an account or not.
    pub(crate) fn may_try(&mut self, name: &str) -> bool {
        self.visit.presence.set_busy(true);
        self.name = self.visit.limits.on().map(|on| on.book().name(name));
        self.may_go_on()
    }

    /// The same where a challenge comes of it.
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

    /// The directory has answered: whose password is guessed at, if the name has an account, and one whose password can
    /// be guessed.
    pub(crate) fn is_of(&mut self, account: Option<&str>) {
        if let (Some(on), Some(name)) = (self.visit.limits.on(), self.name) {
            self.account = Some(on.book().account(account, name));
            self.is_guessable = account.is_some();
        }
    }

    /// After a wait: nothing has happened meanwhile.
    pub(crate) fn may_go_on(&mut self) -> bool {
        let Some(on) = self.visit.limits.on().filter(|_| !self.is_exempt) else { return true };
        let now = on.now();
        let held = on.book().holds(self.visit.networks, self.name, now);
        if let Some(why) = held {
            self.hold(why);
        }
        held.is_none()
    }

    /// The credential is right, and before anybody is told: nothing has happened meanwhile.
    pub(crate) fn may_enter(&mut self) -> Entry {
        if !self.may_go_on() {
            return Entry::Held;
        }
        let (Some(on), Some(account)) = (self.visit.limits.on(), self.account) else { return Entry::May };
        let now = on.now();
        self.is_concealed = on.book().conceals(self.visit.networks, account, now);
        if self.is_concealed { Entry::Concealed } else { Entry::May }
    }

    /// The account lets it in: there is room for one more session of it.
    pub(crate) fn may_stay(&mut self, account: Option<&str>) -> bool {
        self.session = self.visit.limits.session(account, self.visit.networks);
        if self.session.is_none() {
            self.hold(Held::Sessions);
        }
        self.session.is_some()
    }

    /// Its verdict is fixed. Only the first one counts, so this may be said before the client can see anything of it.
    pub(crate) fn settle(&mut self, verdict: &Verdict) {
        match verdict {
            Verdict::Accepted(_) => self.succeed(),
            Verdict::Rejected(rejected) => self.fail(rejected.reason()),
        }
    }

    /// It has failed.
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

    /// The limits have refused it: the client is to be told that, and nothing else.
    pub(crate) fn is_held(&self) -> bool {
        self.held.is_some()
    }

    /// Of what there has been enough, for the server's own record. A client that is refused for its account hears nothing
    /// of that.
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

    /// Where the client is.
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
