//! The application's answers.
use crate::application::Application;
use sasl_core::{
    Asked, Error, Secret, client,
    server::{self, CheckPassword, Decision, Found, TokenAnswer, TokenFailure},
};

impl Application<'_> {
    /// Answers a server's question.
    pub fn answer_server(&mut self, ask: server::Ask) -> server::Step {
        use server::Ask;
        match ask {
            Ask::Lookup(asked) if self.unavailable => asked.unavailable(),
            Ask::CheckPassword(asked) if self.unavailable => asked.unavailable(),
            Ask::CheckToken(asked) if self.unavailable => asked.unavailable(),
            Ask::Lookup(asked) => asked.answer_with(|question| self.find(question.user())),
            Ask::CheckPassword(asked) => self.check_password(asked),
            Ask::CheckToken(asked) => asked.answer_with(|question| match &mut self.token_checker {
                Some(check) => check(question),
                None => TokenAnswer::Invalid(TokenFailure::default()),
            }),
            Ask::Authorize(asked) => asked.answer_with(|question| match &mut self.decides {
                Some(decide) => decide(question),
                None => Decision::GrantAuthenticated,
            }),
            Ask::Custom(custom) => match &mut self.custom_server {
                Some(answer) => answer(custom),
                None => Ask::Custom(custom).decline(),
            },
            other => other.decline(),
        }
    }

    /// Answers a client's question.
    ///
    /// # Errors
    /// The mechanism's error, or that of a question which this application does not support.
    pub fn answer_client(&mut self, ask: client::Ask) -> Result<client::Step, Error> {
        use client::{Ask, Credentials, Token};
        match (ask, &self.credentials, &self.token, &mut self.custom_client) {
            (Ask::Credentials(asked), Some((user, password)), ..) => asked.answer(
                Credentials::new(user, Secret::new(password.as_str())).acting_as(self.act_as.as_str()),
            ),
            (Ask::Token(asked), _, Some((user, token)), _) => {
                asked.answer(Token::new(user, Secret::new(token.as_str())))
            }
            (Ask::Custom(custom), _, _, Some(answer)) => answer(custom),
            (other, ..) => Err(other.decline()),
        }
    }

    fn find(&mut self, user: &str) -> Found {
        match (&mut self.lookup, self.accounts.get(user)) {
            (Some(lookup), _) => lookup(user),
            (None, Some(records)) => Found::Account(records.clone()),
            (None, None) => Found::Unknown { canonical: user.into() },
        }
    }

    fn check_password(&mut self, asked: Asked<CheckPassword>) -> server::Step {
        match &mut self.password_checker {
            Some(check) => {
                let answer = check(asked.user(), asked.password().expose());
                asked.verified(answer)
            }
            None => {
                let found = self.find(asked.user());
                asked.verify_against(found)
            }
        }
    }
}
