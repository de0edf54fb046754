//! What a server answers.
use super::{
    super::{code::FailureCode, line::Writer},
    exchange::Outcome,
};
use crate::{
    limits::{MAX_MESSAGE, MAX_NAME},
    output::{Output, TooLong},
    secret::Secret,
};
use alloc::string::String;
use core::fmt;

/// A mechanism's message for the client: at most [`MAX_MESSAGE`] octets, and often none.
#[derive(Debug)]
pub struct Message(Secret);

impl Message {
    /// Copies a message.
    ///
    /// # Errors
    /// [`TooLong`]: it has more than [`MAX_MESSAGE`] octets.
    pub fn new(octets: &[u8]) -> Result<Self, TooLong> {
        if octets.len() > MAX_MESSAGE { Err(TooLong) } else { Ok(Self(Secret::copied(octets))) }
    }

    pub(crate) fn octets(&self) -> &[u8] {
        self.0.expose()
    }
}

/// A login: who the client is.
///
/// There is no field for a closed account: most callers let `OK` with any field in, so that is a [`Failure`]. Nor is there one
/// for a password.
#[derive(Debug)]
#[must_use = "it does nothing until it is handed to the connection"]
pub struct Success {
    user: String,
    original_user: Option<String>,
    anonymous: bool,
    message: Option<Message>,
}

impl Success {
    /// Makes a login of this canonical user name.
    ///
    /// # Errors
    /// [`BadName`]: the name is empty, or has more than [`MAX_NAME`] octets.
    pub fn new(user: &str) -> Result<Self, BadName> {
        let user = name(user)?;
        Ok(Self { user, original_user: None, anonymous: false, message: None })
    }

    /// Adds the name that the client gave, if it was another one.
    ///
    /// # Errors
    /// [`BadName`]: the name is empty, or has more than [`MAX_NAME`] octets.
    pub fn original_user(self, user: &str) -> Result<Self, BadName> {
        Ok(Self { original_user: Some(name(user)?), ..self })
    }

    /// Marks the login as that of ANONYMOUS. Callers other than Dovecot do not look at the mark.
    pub fn anonymous(self) -> Self {
        Self { anonymous: true, ..self }
    }

    /// Adds the mechanism's last message, SCRAM's `v=..` for one.
    pub fn with_message(self, message: Message) -> Self {
        Self { message: Some(message), ..self }
    }
}

/// A user name is empty, which callers take for a fault of the server, or longer than [`MAX_NAME`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadName;

impl fmt::Display for BadName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a user name is empty or longer than 1024 octets")
    }
}

impl core::error::Error for BadName {}

fn name(text: &str) -> Result<String, BadName> {
    if (1..=MAX_NAME).contains(&text.len()) { Ok(String::from(text)) } else { Err(BadName) }
}

/// A refused login. An unknown user and a wrong password are one: [`Failure::credentials`].
#[derive(Debug)]
#[must_use = "it does nothing until it is handed to the connection"]
pub struct Failure {
    user: Option<String>,
    code: Option<FailureCode>,
    reason: Option<&'static str>,
    message: Option<Message>,
}

impl Failure {
    /// Wrong credentials, of a user or of none: `FAIL id user=NAME`. A name of more than [`MAX_NAME`] octets is left out.
    pub fn credentials(user: Option<&str>) -> Self {
        let user = user.and_then(|user| name(user).ok());
        Self { user, code: None, reason: None, message: None }
    }

    /// Another reason. [`FailureCode::Temporary`] closes the connection of a caller that does not know the code.
    pub fn because(code: FailureCode, user: Option<&str>) -> Self {
        Self { code: Some(code), ..Self::credentials(user) }
    }

    /// Adds a text, which Postfix shows to the client: a fixed one, so that nothing of an account is in it.
    pub fn with_reason(self, text: &'static str) -> Self {
        Self { reason: Some(text), ..self }
    }

    /// Adds the mechanism's last message, the JSON of OAUTHBEARER for one.
    pub fn with_message(self, message: Message) -> Self {
        Self { message: Some(message), ..self }
    }
}

/// An outcome, as the connection sends it.
pub(crate) struct Verdict {
    pub(crate) outcome: Outcome,
    pub(crate) temporary: bool,
    pub(crate) message: Option<Message>,
    fields: Fields,
}

enum Fields {
    Ok(Success),
    Fail(Failure),
}

impl Verdict {
    /// The line that ends the exchange.
    pub(crate) fn line(&self, id: u32, message: Option<&Message>) -> Output {
        let writer = match &self.fields {
            Fields::Ok(success) => Writer::default()
                .command("OK")
                .number(id)
                .parameter("user", &success.user)
                .optional("original_user", success.original_user.as_deref())
                .flag("anonymous", success.anonymous),
            Fields::Fail(failure) => Writer::default()
                .command("FAIL")
                .number(id)
                .optional("user", failure.user.as_deref())
                .optional("code", failure.code.map(FailureCode::name))
                .optional("reason", failure.reason),
        };
        match message {
            Some(message) => writer.base64_parameter("resp", message.octets()),
            None => writer,
        }
        .end()
        .finish()
    }
}

impl From<Success> for Verdict {
    fn from(mut success: Success) -> Self {
        let message = success.message.take();
        Self { outcome: Outcome::Accepted, temporary: false, message, fields: Fields::Ok(success) }
    }
}

impl From<Failure> for Verdict {
    fn from(mut failure: Failure) -> Self {
        let message = failure.message.take();
        let temporary = failure.code == Some(FailureCode::Temporary);
        Self { outcome: Outcome::Rejected, temporary, message, fields: Fields::Fail(failure) }
    }
}
