//! One login, as far as the directory is concerned: from the name to the account that is open.
mod token;

use super::{
    database::StoreError, directory::Directory, known::Known, located::Located, sessions::Via,
    tokens::Tokens, tried::Tried,
};
use crate::net::Ticket;
use countersign::{
    Secret,
    account::{AccountName, AccountSnapshot, AppName},
    mail::KeySession,
    sasl::server::{
        Accepted, Authorize, Check, CheckPassword, Decision, Found, Lookup, PasswordAnswer, Rejection,
    },
};
use std::net::IpAddr;
use zeroize::Zeroizing;

/// Who somebody is who has logged in with ANONYMOUS: no account has this name, or nobody is let in so.
pub(crate) const NOBODY: &str = "anonymous";

/// A login that is under way.
pub(crate) struct Entering<'a> {
    directory: &'a Directory,
    tokens: &'a Tokens,
    /// The name of what is spoken.
    protocol: &'static str,
    /// The client's address.
    remote: IpAddr,
    /// Whose the connection is by its key or certificate, if it is anybody's who may come in.
    known: Option<&'a Known>,
    /// Whose login may succeed beside it.
    after: &'a KeySession,
    located: Option<Located>,
    ticket: Option<Ticket>,
    /// What was sent as such: records may have to be made of it once it has let somebody in.
    password: Option<Secret>,
    /// The name that was looked up, as the directory compares it.
    asked: Option<Zeroizing<String>>,
    /// Whose it is, where that is not what was located.
    whose: Option<AccountSnapshot>,
    /// What was proved is right, and may not be used from there.
    is_outside: bool,
}

impl<'a> Entering<'a> {
    pub(crate) fn new(
        directory: &'a Directory,
        tokens: &'a Tokens,
        (protocol, remote): (&'static str, IpAddr),
        known: Option<&'a Known>,
        after: &'a KeySession,
    ) -> Self {
        let (located, ticket, password, asked, whose) = (None, None, None, None, None);
        let is_outside = false;
        Self {
            directory,
            tokens,
            protocol,
            remote,
            known,
            after,
            located,
            ticket,
            password,
            asked,
            whose,
            is_outside,
        }
    }

    /// What a mechanism wants to know. An account that has nothing for it is answered like one that is not there:
    /// what it is shown then follows from its key, and not from how its name was spelt.
    pub(crate) async fn lookup(&mut self, question: &Lookup) -> Result<Found, StoreError> {
        let Ok(name) = AccountName::asked(question.user()) else {
            return Ok(Found::Unknown { canonical: question.user().into() });
        };
        self.asked = Some(name.key().to_owned().into());
        let answer = self.directory.answer(&name, question.mechanism()).await?;
        let app = AppName::asked(question.user()).filter(|_| answer.located.is_none());
        let answer = match app {
            Some(app) => self.directory.answer_app(&app, question.mechanism()).await?,
            None => answer,
        };
        self.located = answer.located;
        Ok(answer.found)
    }

    /// What a password that was sent as such is checked with. It may be an app password, for which it is looked whatever
    /// the name: those are random enough to be found by a hash that costs nothing.
    pub(crate) async fn check(&mut self, question: &CheckPassword) -> Result<PasswordAnswer, StoreError> {
        let Ok(name) = AccountName::asked(question.user()) else {
            return Ok(PasswordAnswer::Against(Found::Unknown { canonical: question.user().into() }));
        };
        self.asked = Some(name.key().to_owned().into());
        let answer = self.directory.answer(&name, question.mechanism()).await?;
        self.located = answer.located;
        let app = AppName::asked(question.user()).filter(|_| self.located.is_none());
        let (owner, label) = app.as_ref().map_or((&name, None), |app| (app.owner(), Some(app.label())));
        let by_app = self.directory.find_app_by_password(question.password(), owner, label).await?;
        let is_here = by_app.as_ref().is_some_and(|by_app| by_app.allows(self.remote));
        // From elsewhere it is one password more that is wrong, and costs what those cost.
        if let Some(outside) = by_app.as_ref().filter(|_| !is_here) {
            self.is_outside = true;
            self.whose = Some(outside.standing.clone());
        }
        self.password = Some(question.password().clone());
        if is_here {
            self.located = by_app;
            return Ok(PasswordAnswer::Checked(Check::Match));
        }
        Ok(PasswordAnswer::Against(answer.found))
    }

    /// The last question. What holds of the account is asked anew, for a login takes as long as the client likes.
    pub(crate) async fn authorize(&mut self, question: &Authorize) -> Result<Decision, StoreError> {
        match question.mechanism() {
            "ANONYMOUS" => return self.authorize_nobody().await,
            "EXTERNAL" => return self.authorize_known(question).await,
            _ => {}
        }
        let Some(located) = &self.located else { return Ok(Decision::Deny(Rejection::BadCredentials)) };
        // As a wrong password: nothing is asked and nothing is said that is not there.
        if !located.allows(self.remote) {
            self.is_outside = true;
            return Ok(Decision::Deny(Rejection::BadCredentials));
        }
        // In this order: what changes after the question is told to the ticket.
        let via = located.app.as_ref().map_or(Via::Account, |app| Via::App(app.id));
        self.ticket = Some(self.directory.open(&located.standing, via, self.remote));
        let now = self.directory.now(&located.standing).await?;
        let mut is_here = now.as_ref().is_none_or(|now| now.allow_from.allows(self.remote));
        if let Some(app) = &located.app {
            let Some(allow_from) = self.directory.app_now(app.id).await? else {
                return Ok(Decision::Deny(Rejection::BadCredentials));
            };
            is_here &= allow_from.allows(self.remote);
        }
        if !is_here {
            self.is_outside = true;
            return Ok(Decision::Deny(Rejection::BadCredentials));
        }
        let now = now.map(|now| now.standing);
        let is_in_scope = located.app.as_ref().is_none_or(|app| app.scope.allows(self.protocol));
        Ok(match located.standing.decide(question, now.as_ref()) {
            // A right password, and the key of somebody else beside it.
            Decision::Grant { .. } if !self.after.allows_account(&located.standing.id) => {
                Decision::Deny(Rejection::NotAuthorized)
            }
            // A right app password, made for something else.
            Decision::Grant { .. } if !is_in_scope => Decision::Deny(Rejection::NotAuthorized),
            decision => decision,
        })
    }

    /// EXTERNAL: nobody was looked up by a name, because the key or the certificate says who it is. The key may have been
    /// removed since, the name given away.
    async fn authorize_known(&mut self, question: &Authorize) -> Result<Decision, StoreError> {
        let Some(known) = self.known else { return Ok(Decision::Deny(Rejection::BadCredentials)) };
        let standing = known.standing();
        self.asked = Some(standing.name.clone().into());
        self.whose = Some(standing.clone());
        self.ticket = Some(known.open(self.directory, self.remote));
        let now = known.now(self.directory).await?;
        if now.as_ref().is_some_and(|now| !now.allow_from.allows(self.remote)) {
            self.is_outside = true;
            return Ok(Decision::Deny(Rejection::BadCredentials));
        }
        let now = now.map(|now| now.standing);
        let owner = match question.requested().map(AccountName::asked) {
            None => now.clone(),
            Some(Ok(name)) => self.directory.find(&name).await?.map(|located| located.standing),
            Some(Err(_)) => None,
        };
        Ok(standing.decide_external(owner.as_ref(), now.as_ref()))
    }

    /// Nobody in particular is nobody's account.
    async fn authorize_nobody(&self) -> Result<Decision, StoreError> {
        if self.known.is_some() {
            // Beside a key only its own account may log in.
            return Ok(Decision::Deny(Rejection::NotAuthorized));
        }
        let taken = match AccountName::asked(NOBODY) {
            Ok(name) => self.directory.find(&name).await?.is_some(),
            Err(_) => true,
        };
        Ok(if taken { Decision::Deny(Rejection::NotAuthorized) } else { Decision::GrantAuthenticated })
    }

    /// The id of the account whose own password is at stake: a token or an app password is too random to be guessed.
    pub(crate) fn guessed(&self) -> Option<&str> {
        let located = self.located.as_ref().filter(|located| located.app.is_none());
        located.map(|located| located.standing.id.as_str())
    }

    /// The id of the account that is being logged in to. ANONYMOUS has none.
    pub(crate) fn account(&self) -> Option<&str> {
        let located = self.located.as_ref().map(|located| &located.standing);
        located.or(self.whose.as_ref()).map(|standing| standing.id.as_str())
    }

    /// The name that was tried, for the record.
    pub(crate) fn tried(&mut self) -> Option<Tried> {
        let located = self.located.as_ref().map(|located| &located.standing);
        let account = located.or(self.whose.as_ref()).map(|standing| standing.name.as_str());
        Some(Tried::new(self.asked.take()?, account))
    }

    /// What was proved is right, and may not be used from there: for the record alone.
    pub(crate) const fn is_outside(&self) -> bool {
        self.is_outside
    }

    /// The account whose own password was proved, by a mechanism that proves one: not an app password, a key or a token.
    pub(crate) fn of_own_password(&self, accepted: &Accepted) -> Option<AccountSnapshot> {
        let by_password = matches!(accepted.mechanism(), "PLAIN" | "LOGIN" | "CRAM-MD5")
            || accepted.mechanism().starts_with("SCRAM-");
        let located = self.located.as_ref().filter(|located| by_password && located.app.is_none())?;
        Some(located.standing.clone())
    }

    /// They are in. The ticket ends when the account does not let them go on, which it may have done already.
    pub(crate) fn enter(self, accepted: &Accepted) -> Ticket {
        if let Some(app) = self.located.as_ref().and_then(|located| located.app.as_ref()) {
            self.directory.note_use(app.id);
        }
        if let (Some(located), Some(password)) = (self.located, self.password) {
            self.directory.upgrade(accepted, located, &password);
        }
        self.ticket.unwrap_or_else(Ticket::lasting)
    }
}
