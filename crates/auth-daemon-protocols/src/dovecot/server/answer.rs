//! The answers of a server.
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

/// A mechanism's message for the client, at most [`MAX_MESSAGE`] octets and often empty.
#[derive(Debug)]
pub struct Message(Secret);

impl Message {
    /// Copies a message.
    ///
    /// # Errors
    /// [`TooLong`] if the message exceeds [`MAX_MESSAGE`] octets.
    pub fn new(octets: &[u8]) -> Result<Self, TooLong> {
        if octets.len() > MAX_MESSAGE { Err(TooLong) } else { Ok(Self(Secret::copied(octets))) }
    }

    pub(crate) fn octets(&self) -> &[u8] {
        self.0.expose()
    }
}

/// An accepted login with the client's identity.
///
/// There is no field for a closed account, because most callers accept `OK` with any field; use a [`Failure`].
/// There is no field for a password either.
#[derive(Debug)]
#[must_use = "it does nothing until it is handed to the connection"]
pub struct Success {
    user: String,
    original_user: Option<String>,
    anonymous: bool,
    message: Option<Message>,
}

impl Success {
    /// Creates an accepted login for this canonical user name.
    ///
    /// # Errors
    /// [`BadName`] if the name is empty or exceeds [`MAX_NAME`] octets.
    pub fn new(user: &str) -> Result<Self, BadName> {
        let user = name(user)?;
        Ok(Self { user, original_user: None, anonymous: false, message: None })
    }

    /// Adds the name that the client sent, if it differs.
    ///
    /// # Errors
    /// [`BadName`] if the name is empty or exceeds [`MAX_NAME`] octets.
    pub fn original_user(self, user: &str) -> Result<Self, BadName> {
        Ok(Self { original_user: Some(name(user)?), ..self })
    }

    /// Marks the login as one with ANONYMOUS. Only Dovecot reads this mark.
    pub fn anonymous(self) -> Self {
        Self { anonymous: true, ..self }
    }

    /// Adds the mechanism's last message, for example SCRAM's `v=..`.
    pub fn with_message(self, message: Message) -> Self {
        Self { message: Some(message), ..self }
    }
}

/// The error for a user name that is empty, which callers treat as a server error, or longer than [`MAX_NAME`].
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

/// A rejected login. An unknown user and a wrong password are the same: [`Failure::credentials`].
#[derive(Debug)]
#[must_use = "it does nothing until it is handed to the connection"]
pub struct Failure {
    user: Option<String>,
    code: Option<FailureCode>,
    reason: Option<&'static str>,
    message: Option<Message>,
}

impl Failure {
    /// Creates a rejection for wrong credentials, with or without a user: `FAIL id user=NAME`. A name of more than
    /// [`MAX_NAME`] octets is omitted.
    pub fn credentials(user: Option<&str>) -> Self {
        let user = user.and_then(|user| name(user).ok());
        Self { user, code: None, reason: None, message: None }
    }

    /// Creates a rejection for another reason. [`FailureCode::Temporary`] closes the connection of a caller that
    /// does not support the code.
    pub fn because(code: FailureCode, user: Option<&str>) -> Self {
        Self { code: Some(code), ..Self::credentials(user) }
    }

    /// Adds a text, which Postfix shows to the client. It is a constant, so that it contains no account data.
    pub fn with_reason(self, text: &'static str) -> Self {
        Self { reason: Some(text), ..self }
    }

    /// Adds the mechanism's last message, for example the JSON text of OAUTHBEARER.
    pub fn with_message(self, message: Message) -> Self {
        Self { message: Some(message), ..self }
    }
}

/// An outcome as the connection sends it.
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
    /// Returns the line that ends the exchange.
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
