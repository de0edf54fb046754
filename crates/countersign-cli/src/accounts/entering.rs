//! One login, as far as the directory is concerned: from the name to the account that is open.
use super::{database::StoreError, directory::Directory, located::Located};
use crate::net::Ticket;
use countersign::{
    Secret,
    account::AccountName,
    core::server::{Accepted, Authorize, CheckPassword, Decision, Found, Lookup, Rejection},
};

/// A login that is under way.
pub(crate) struct Entering<'a> {
    directory: &'a Directory,
    located: Option<Located>,
    ticket: Option<Ticket>,
    /// What was sent as such: records may have to be made of it once it has let somebody in.
    password: Option<Secret>,
}

impl<'a> Entering<'a> {
    pub(crate) fn new(directory: &'a Directory) -> Self {
        Self { directory, located: None, ticket: None, password: None }
    }

    /// What a mechanism wants to know. An account that has nothing for it is answered like one that is not there:
    /// what it is shown then follows from its key, and not from how its name was spelt.
    pub(crate) async fn lookup(&mut self, question: &Lookup) -> Result<Found, StoreError> {
        let Ok(name) = AccountName::asked(question.user()) else {
            return Ok(Found::Unknown { canonical: question.user().into() });
        };
        self.located = self.directory.find(&name).await?;
        Ok(match &self.located {
            Some(located) if located.serves(question.mechanism()) => Found::Account(located.records.clone()),
            _ => Found::Unknown { canonical: name.key().into() },
        })
    }

    /// What a password that was sent as such is checked with.
    pub(crate) async fn check(&mut self, question: &CheckPassword) -> Result<Found, StoreError> {
        let Ok(name) = AccountName::asked(question.user()) else {
            return Ok(Found::Unknown { canonical: question.user().into() });
        };
        self.located = self.directory.find(&name).await?;
        self.password = Some(question.password().clone());
        Ok(match &self.located {
            Some(located) => Found::Account(located.records.clone()),
            None => Found::Unknown { canonical: name.key().into() },
        })
    }

    /// The last question. What holds of the account is asked anew, for a login takes as long as the client likes.
    pub(crate) async fn authorize(&mut self, question: &Authorize) -> Result<Decision, StoreError> {
        let Some(located) = &self.located else { return Ok(Decision::Deny(Rejection::BadCredentials)) };
        // In this order: what changes after the question is told to the ticket.
        self.ticket = Some(self.directory.open(&located.standing));
        let now = self.directory.now(&located.standing).await?;
        Ok(located.standing.decide(question, now.as_ref()))
    }

    /// They are in. The ticket ends when the account does not let them go on, which it may have done already.
    pub(crate) fn enter(self, accepted: &Accepted) -> Ticket {
        if let (Some(located), Some(password)) = (self.located, self.password) {
            self.directory.upgrade(accepted, located, &password);
        }
        self.ticket.unwrap_or_else(Ticket::lasting)
    }
}
