//! One login, as far as the directory is concerned: from the name to the account that is open.
use super::{database::StoreError, directory::Directory, located::Located, tokens::Tokens};
use crate::net::Ticket;
use countersign::{
    Secret,
    account::AccountName,
    core::server::{
        Accepted, Authorize, CheckPassword, CheckToken, Decision, Found, Lookup, Rejection, TokenAnswer,
        TokenFailure,
    },
};

/// Who somebody is who has logged in with ANONYMOUS: no account has this name, or nobody is let in so.
pub(crate) const NOBODY: &str = "anonymous";

/// A login that is under way.
pub(crate) struct Entering<'a> {
    directory: &'a Directory,
    tokens: &'a Tokens,
    located: Option<Located>,
    ticket: Option<Ticket>,
    /// What was sent as such: records may have to be made of it once it has let somebody in.
    password: Option<Secret>,
}

impl<'a> Entering<'a> {
    pub(crate) fn new(directory: &'a Directory, tokens: &'a Tokens) -> Self {
        Self { directory, tokens, located: None, ticket: None, password: None }
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

    /// Whose token it is. A client that claims to be somebody else has that refused at the last question.
    pub(crate) async fn check_token(&mut self, question: &CheckToken) -> Result<TokenAnswer, StoreError> {
        let owner = self.tokens.owner(&question.token).and_then(|owner| AccountName::asked(owner).ok());
        self.located = match owner {
            Some(owner) => self.directory.find(&owner).await?,
            None => None,
        };
        Ok(match &self.located {
            Some(located) => TokenAnswer::Valid { user: located.standing.name.clone() },
            None => {
                TokenAnswer::Invalid(TokenFailure { scope: Some("mail".into()), ..TokenFailure::default() })
            }
        })
    }

    /// The last question. What holds of the account is asked anew, for a login takes as long as the client likes.
    pub(crate) async fn authorize(&mut self, question: &Authorize) -> Result<Decision, StoreError> {
        if question.mechanism() == "ANONYMOUS" {
            return self.authorize_nobody().await;
        }
        let Some(located) = &self.located else { return Ok(Decision::Deny(Rejection::BadCredentials)) };
        // In this order: what changes after the question is told to the ticket.
        self.ticket = Some(self.directory.open(&located.standing));
        let now = self.directory.now(&located.standing).await?;
        Ok(located.standing.decide(question, now.as_ref()))
    }

    /// Nobody in particular is nobody's account.
    async fn authorize_nobody(&self) -> Result<Decision, StoreError> {
        let taken = match AccountName::asked(NOBODY) {
            Ok(name) => self.directory.find(&name).await?.is_some(),
            Err(_) => true,
        };
        Ok(if taken { Decision::Deny(Rejection::NotAuthorized) } else { Decision::GrantAuthenticated })
    }

    /// They are in. The ticket ends when the account does not let them go on, which it may have done already.
    pub(crate) fn enter(self, accepted: &Accepted) -> Ticket {
        if let (Some(located), Some(password)) = (self.located, self.password) {
            self.directory.upgrade(accepted, located, &password);
        }
        self.ticket.unwrap_or_else(Ticket::lasting)
    }
}
