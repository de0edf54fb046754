//! What is spoken around a login, and where the protocols differ in it.
use super::{error::LoginError, imap, pop3, session::Session, sieve, smtp};
use countersign::{
    core::{Profile, UntrustedText},
    mail::{self, Answer, BadArgument, Command, Failure, base64::Decoded, line},
};
use zeroize::Zeroizing;

/// The protocols.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Protocol {
    Imap,
    Smtp,
    Pop3,
    Sieve,
}

/// What the server says within an exchange.
pub(super) enum Heard {
    Challenge(Decoded),
    /// With the data that go with it.
    Yes(Option<Decoded>),
    No(Failure, UntrustedText),
}

const TAG: &str = "a2";

impl Protocol {
    pub(super) const fn profile(self) -> Profile {
        match self {
            Self::Imap | Self::Smtp | Self::Pop3 => Profile::MAIL,
            Self::Sieve => Profile::SIEVE,
        }
    }

    /// What the command that begins an exchange begins with.
    pub(super) const fn verb(self) -> &'static str {
        match self {
            Self::Imap | Self::Sieve => "AUTHENTICATE",
            Self::Smtp | Self::Pop3 => "AUTH",
        }
    }

    /// The command that begins an exchange.
    pub(super) fn command(
        self,
        session: &Session,
        name: &str,
        message: Option<&[u8]>,
    ) -> Result<Command, BadArgument> {
        match self {
            Self::Imap => mail::imap::client::authenticate(TAG, name, message, &session.capabilities),
            Self::Smtp => mail::smtp::client::auth(name, message),
            Self::Pop3 => mail::pop3::client::auth(name, message),
            Self::Sieve => mail::sieve::client::authenticate(name, message),
        }
    }

    pub(super) fn response(self, message: &[u8]) -> Zeroizing<String> {
        match self {
            Self::Imap | Self::Smtp | Self::Pop3 => line::response(message),
            Self::Sieve => mail::sieve::client::response(message),
        }
    }

    /// The line that ends an exchange which the client will not go on with.
    pub(super) const fn cancel(self) -> &'static str {
        match self {
            Self::Imap | Self::Smtp | Self::Pop3 => line::CANCEL,
            Self::Sieve => mail::sieve::client::CANCEL,
        }
    }

    pub(super) const fn farewell(self) -> &'static str {
        match self {
            Self::Imap => "z LOGOUT\r\n",
            Self::Smtp | Self::Pop3 => "QUIT\r\n",
            Self::Sieve => "LOGOUT\r\n",
        }
    }

    /// A line of the server's; `None` where the answer comes in a later one.
    pub(super) fn hear(self, line: &[u8]) -> Result<Option<Heard>, LoginError> {
        match self {
            Self::Imap => heard(mail::imap::client::read(TAG, line)),
            Self::Smtp => heard(mail::smtp::client::read(line)),
            Self::Pop3 => heard(mail::pop3::client::read(line)),
            Self::Sieve => heard(mail::sieve::client::read(line)),
        }
    }

    /// Read the greeting and what the server offers; can TLS begin?
    pub(super) async fn greet(self, session: &mut Session) -> Result<bool, LoginError> {
        match self {
            Self::Imap => imap::greet(session).await,
            Self::Smtp => smtp::greet(session).await,
            Self::Pop3 => pop3::greet(session).await,
            Self::Sieve => sieve::list(session).await,
        }
    }

    /// Up to the server's yes to STARTTLS.
    pub(super) async fn start_tls(self, session: &mut Session) -> Result<(), LoginError> {
        match self {
            Self::Imap => imap::start_tls(session).await,
            Self::Smtp => smtp::start_tls(session).await,
            Self::Pop3 => pop3::start_tls(session).await,
            Self::Sieve => sieve::start_tls(session).await,
        }
    }

    /// What the server offers inside TLS that did not begin with the connection.
    pub(super) async fn list(self, session: &mut Session) -> Result<(), LoginError> {
        match self {
            Self::Imap => imap::list(session).await,
            Self::Smtp => smtp::hello(session).await.map(|_| ()),
            Self::Pop3 => pop3::list(session).await.map(|_| ()),
            Self::Sieve => sieve::list(session).await.map(|_| ()),
        }
    }
}

fn heard<S: Into<UntrustedText>>(answer: Answer<S>) -> Result<Option<Heard>, LoginError> {
    Ok(Some(match answer {
        Answer::Challenge(challenge) => Heard::Challenge(challenge),
        Answer::Success(data, _) => Heard::Yes(data),
        Answer::Failure(meaning, said) => Heard::No(meaning, said.into()),
        Answer::More => return Ok(None),
        Answer::Undecodable => return Err(LoginError::protocol("a challenge that is not base64")),
        Answer::Nonsense => return Err(LoginError::protocol("not an answer to the login")),
    }))
}
