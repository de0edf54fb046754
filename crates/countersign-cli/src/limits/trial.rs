//! A login, as far as the limits are concerned.
use super::{
    book::{Held, Name},
    visit::Visit,
    weight::Weight,
};
use countersign::core::server::{Rejection, Verdict};

/// It is looked at three times: at its beginning, when its name is known, and when its verdict is. Whoever's verdict comes
/// when there has been enough is not told it, so that a thousand logins at once learn no more than one after the other.
pub(crate) struct Trial<'a> {
    visit: &'a Visit,
    name: Option<Name>,
    /// A key cannot be guessed.
    is_exempt: bool,
    is_settled: bool,
    held: Option<Held>,
}

impl Visit {
    /// A login begins.
    pub(crate) fn trial(&self, mechanism: &str) -> Trial<'_> {
        let is_exempt = mechanism.eq_ignore_ascii_case("EXTERNAL");
        Trial { visit: self, name: None, is_exempt, is_settled: false, held: None }
    }
}

impl Trial<'_> {
    /// At its beginning: the address may try.
    pub(crate) fn may_begin(&mut self) -> bool {
        self.may_go_on()
    }

    /// Before the directory is asked for this name: it may be tried, whether there is such an account or not.
    pub(crate) fn may_try(&mut self, name: &str) -> bool {
        self.name = self.visit.limits.on().map(|on| on.book().name(name));
        self.may_go_on()
    }

    /// The credential is right, and before anybody is told: nothing has happened meanwhile.
    pub(crate) fn may_enter(&mut self) -> bool {
        self.may_go_on()
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
        let name = match Weight::of(reason) {
            Weight::Guess => self.name,
            Weight::Mistake => None,
            Weight::Nothing => return,
        };
        let (mut book, now) = (on.book(), on.now());
        match book.holds(self.visit.networks, name, now) {
            Some(why) => {
                drop(book);
                self.hold(why);
            }
            None => book.fail(self.visit.networks, name, now),
        }
    }

    /// The limits have refused it: the client is to be told that, and nothing else.
    pub(crate) fn is_held(&self) -> bool {
        self.held.is_some()
    }

    /// Of what there has been enough, if it is held.
    pub(crate) fn held_for(&self) -> Option<&'static str> {
        self.held.map(|held| match held {
            Held::Address => "address",
            Held::Name => "name",
        })
    }

    fn succeed(&mut self) {
        self.is_settled = true;
        self.visit.leave();
        if let (Some(on), Some(name)) = (self.visit.limits.on(), self.name) {
            let now = on.now();
            on.book().succeed(self.visit.networks, name, now);
        }
    }

    fn may_go_on(&mut self) -> bool {
        let Some(on) = self.visit.limits.on().filter(|_| !self.is_exempt) else { return true };
        let now = on.now();
        let held = on.book().holds(self.visit.networks, self.name, now);
        if let Some(why) = held {
            self.hold(why);
        }
        held.is_none()
    }

    fn hold(&mut self, why: Held) {
        self.held = Some(why);
    }
}
