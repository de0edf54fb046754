//! Answers to logins that name an account, with the same work for each name.
use super::{
    directory::Database,
    error::StoreError,
    in_time::in_time,
    lookup::{LookedUp, Whose},
    unreadable::PASSWORD,
};
use crate::{answer::Answer, app::App, resolved_account::ResolvedAccount};
use countersign::{
    Credentials, Records,
    account::{AccountName, AppName, SaltGroup},
    sasl::server::Found,
};
use std::hint::black_box;

impl Database {
    /// Returns the answer to a login by this mechanism for this name. Each name costs one query, one row and one parsed
    /// record, whether an account has it or not, and whatever records that account has.
    ///
    /// A name without an account whose salt group has one shows the salt of that account, because its records may have salts
    /// of another system. No password is accepted for such a name.
    pub async fn answer(&self, name: &AccountName, mechanism: &str) -> Result<Answer, StoreError> {
        let stand_in = self.mechanisms().stand_in();
        let by_scram = mechanism.starts_with("SCRAM-");
        let looked_up = in_time(self.store().look_up(name, by_scram, &stand_in.account)).await?;
        let group = SaltGroup::of(name, |_| looked_up.is_served);
        self.answer_with(looked_up, (None, PASSWORD), &group, mechanism)
    }

    /// Like [`answer`](Self::answer), for the name of an app password. A missing one is answered by the recipe, which all
    /// app passwords are made by.
    pub async fn answer_app(&self, name: &AppName, mechanism: &str) -> Result<Answer, StoreError> {
        let stand_in = self.mechanisms().stand_in();
        let (looked_up, app) = in_time(self.store().look_up_app(name, &stand_in.app)).await?;
        let group = SaltGroup::of_app(name, |_| looked_up.is_served);
        let what = format!("the app password {:?}", name.label().spelling());
        let answer = self.answer_with(looked_up, (app, &what), &group, mechanism)?;
        Ok(match answer.found {
            Found::Unknown { .. } => Answer::lacking(answer.resolved, &group),
            Found::Account(_) => answer,
        })
    }

    fn answer_with(
        &self,
        looked_up: LookedUp,
        (app, what): (Option<App>, &str),
        group: &SaltGroup,
        mechanism: &str,
    ) -> Result<Answer, StoreError> {
        let LookedUp { whose, terms, credentials, .. } = looked_up;
        let read = match Credentials::parse_for(&credentials, mechanism) {
            Err(error) if whose == Whose::Own => {
                let name = terms.as_ref().map_or("", |terms| terms.standing.name.as_str());
                self.store().unreadable.or_none(Err(error), what, name, &credentials)
            }
            read => read.ok(),
        };
        // An account with unreadable records is answered like one without a password; an unreadable app password as if it
        // were missing.
        let has_password = read.is_some() && !credentials.is_empty();
        let read = read.unwrap_or_default();
        let is_there = !read.is_empty();
        let read = if is_there { read } else { self.stand_in(mechanism)? };
        let records = black_box(ready(&read, whose));
        let resolved = terms.filter(|_| whose == Whose::Own && (app.is_none() || has_password));
        let resolved =
            resolved.map(|terms| ResolvedAccount::new(terms).with_credentials(credentials).by(app));
        Ok(match whose {
            Whose::StandIn => Answer::unknown(None, group),
            _ if !has_password => Answer::unknown(resolved, group),
            _ if !is_there => Answer::lacking(resolved, group),
            Whose::Own | Whose::Near => Answer { resolved, found: Found::Account(records) },
        })
    }
}

fn ready(read: &Credentials, whose: Whose) -> Records {
    count::one();
    if whose == Whose::Own { read.records() } else { read.decoy_records() }
}

/// Counts the parsed records, for the test that there is one for each name.
#[cfg(test)]
pub(super) mod count {
    use std::cell::Cell;

    thread_local!(static MADE_READY: Cell<u32> = const { Cell::new(0) });

    pub(super) fn one() {
        MADE_READY.set(MADE_READY.get() + 1);
    }

    pub(in crate::database) fn take() -> u32 {
        MADE_READY.take()
    }
}

#[cfg(not(test))]
mod count {
    pub(super) fn one() {}
}
