//! Whoever answers the questions of both ends.
use sasl_core::{
    Error, Records, Server, client,
    mechanism::Custom,
    server::{self, Authorize, Check, CheckToken, Decision, Found, TokenAnswer},
};
use std::collections::HashMap;

type Answers<'a, Question, Answer> = Box<dyn FnMut(Question) -> Answer + 'a>;
type Finds<'a> = Box<dyn FnMut(&str) -> Found + 'a>;
type ChecksPassword<'a> = Box<dyn FnMut(&str, &str) -> Check + 'a>;
type ChecksToken<'a> = Box<dyn FnMut(&CheckToken) -> TokenAnswer + 'a>;
type Decides<'a> = Box<dyn FnMut(&Authorize) -> Decision + 'a>;

/// The programs around both ends. One that has been told nothing knows no account and no credential, grants
/// only what was proved, and declines every custom question.
#[derive(Default)]
pub struct Application<'a> {
    pub(crate) accounts: HashMap<String, Records>,
    pub(crate) lookup: Option<Finds<'a>>,
    pub(crate) password_checker: Option<ChecksPassword<'a>>,
    pub(crate) token_checker: Option<ChecksToken<'a>>,
    pub(crate) decides: Option<Decides<'a>>,
    pub(crate) custom_server: Option<Answers<'a, Custom<Server>, server::Step>>,
    pub(crate) custom_client: Option<Answers<'a, Custom<sasl_core::Client>, Result<client::Step, Error>>>,
    pub(crate) unavailable: bool,
    pub(crate) credentials: Option<(String, String)>,
    pub(crate) act_as: String,
    pub(crate) token: Option<(String, String)>,
}

impl<'a> Application<'a> {
    /// Told nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// The client logs in with this name and password.
    #[must_use]
    pub fn credentials(self, user: &str, password: &str) -> Self {
        Self { credentials: Some((user.into(), password.into())), ..self }
    }

    /// .. and wants to act as this identity; an empty one is none.
    #[must_use]
    pub fn acting_as(self, identity: &str) -> Self {
        Self { act_as: identity.into(), ..self }
    }

    /// The client logs in with this token.
    #[must_use]
    pub fn token(self, user: &str, token: &str) -> Self {
        Self { token: Some((user.into(), token.into())), ..self }
    }

    /// The directory has this account, under its prepared name.
    #[must_use]
    pub fn account(mut self, user: &str, records: Records) -> Self {
        self.accounts.insert(user.into(), records);
        self
    }

    /// The directory is this function of a prepared name; accounts given one by one do not count then.
    #[must_use]
    pub fn lookup(self, directory: impl FnMut(&str) -> Found + 'a) -> Self {
        Self { lookup: Some(Box::new(directory)), ..self }
    }

    /// Passwords sent as such are checked by this function of name and password; without it, against records.
    #[must_use]
    pub fn password_checker(self, check: impl FnMut(&str, &str) -> Check + 'a) -> Self {
        Self { password_checker: Some(Box::new(check)), ..self }
    }

    /// Tokens are checked so; without it, every token is invalid.
    #[must_use]
    pub fn token_checker(self, check: impl FnMut(&CheckToken) -> TokenAnswer + 'a) -> Self {
        Self { token_checker: Some(Box::new(check)), ..self }
    }

    /// Authorization is decided so; without it, [`Decision::GrantAuthenticated`].
    #[must_use]
    pub fn authorizing(self, decide: impl FnMut(&Authorize) -> Decision + 'a) -> Self {
        Self { decides: Some(Box::new(decide)), ..self }
    }

    /// The server's custom questions are answered so; without it, they are declined.
    #[must_use]
    pub fn custom_server(self, answer: impl FnMut(Custom<Server>) -> server::Step + 'a) -> Self {
        Self { custom_server: Some(Box::new(answer)), ..self }
    }

    /// The client's custom questions are answered so; without it, they are declined.
    #[must_use]
    pub fn custom_client(
        self,
        answer: impl FnMut(Custom<sasl_core::Client>) -> Result<client::Step, Error> + 'a,
    ) -> Self {
        Self { custom_client: Some(Box::new(answer)), ..self }
    }

    /// The directory is away: lookups, and checks of passwords and tokens, get no answer.
    #[must_use]
    pub fn unavailable(self) -> Self {
        Self { unavailable: true, ..self }
    }
}
