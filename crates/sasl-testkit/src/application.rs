//! The application that answers the questions of both ends.
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

/// The applications at both ends. The default knows no account and no credential, grants only the authenticated
/// identity, and declines every custom question.
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
    /// Creates an application without accounts and credentials.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the client's name and password.
    #[must_use]
    pub fn credentials(self, user: &str, password: &str) -> Self {
        Self { credentials: Some((user.into(), password.into())), ..self }
    }

    /// Sets the client's authorization identity; an empty one is ignored.
    #[must_use]
    pub fn acting_as(self, identity: &str) -> Self {
        Self { act_as: identity.into(), ..self }
    }

    /// Sets the client's bearer token.
    #[must_use]
    pub fn token(self, user: &str, token: &str) -> Self {
        Self { token: Some((user.into(), token.into())), ..self }
    }

    /// Adds an account to the directory under its prepared name.
    #[must_use]
    pub fn account(mut self, user: &str, records: Records) -> Self {
        self.accounts.insert(user.into(), records);
        self
    }

    /// Sets the function that looks up a prepared name. It replaces the accounts that were added.
    #[must_use]
    pub fn lookup(self, directory: impl FnMut(&str) -> Found + 'a) -> Self {
        Self { lookup: Some(Box::new(directory)), ..self }
    }

    /// Sets the function that checks the name and password of a plaintext mechanism. The default checks against
    /// records.
    #[must_use]
    pub fn password_checker(self, check: impl FnMut(&str, &str) -> Check + 'a) -> Self {
        Self { password_checker: Some(Box::new(check)), ..self }
    }

    /// Sets the function that checks tokens. By default every token is invalid.
    #[must_use]
    pub fn token_checker(self, check: impl FnMut(&CheckToken) -> TokenAnswer + 'a) -> Self {
        Self { token_checker: Some(Box::new(check)), ..self }
    }

    /// Sets the function that authorizes. The default is [`Decision::GrantAuthenticated`].
    #[must_use]
    pub fn authorizing(self, decide: impl FnMut(&Authorize) -> Decision + 'a) -> Self {
        Self { decides: Some(Box::new(decide)), ..self }
    }

    /// Sets the function that answers the server's custom questions. By default they are declined.
    #[must_use]
    pub fn custom_server(self, answer: impl FnMut(Custom<Server>) -> server::Step + 'a) -> Self {
        Self { custom_server: Some(Box::new(answer)), ..self }
    }

    /// Sets the function that answers the client's custom questions. By default they are declined.
    #[must_use]
    pub fn custom_client(
        self,
        answer: impl FnMut(Custom<sasl_core::Client>) -> Result<client::Step, Error> + 'a,
    ) -> Self {
        Self { custom_client: Some(Box::new(answer)), ..self }
    }

    /// Makes the directory unavailable: lookups and checks of passwords and tokens get no answer.
    #[must_use]
    pub fn unavailable(self) -> Self {
        Self { unavailable: true, ..self }
    }
}
