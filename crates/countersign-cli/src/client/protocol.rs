//! What is spoken around a login, and where the protocols differ in it.
use super::error::LoginError;
use countersign::{
    mail::{self, Answer, Failure, base64::Decoded, line},
    sasl::{Profile, UntrustedText},
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

/// Of the command that begins an exchange in IMAP.
pub(super) const TAG: &str = "a2";

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
}

fn heard<S: Into<UntrustedText>>(answer: Answer<S>) -> Result<Option<Heard>, LoginError> {
    Ok(Some(match answer {
        Answer::Challenge(challenge) => Heard::Challenge(challenge),
        Answer::Success(data, _) => Heard::Yes(data),
        Answer::Failure(meaning, said) => Heard::No(meaning, said.into()),
        Answer::Incomplete => return Ok(None),
        Answer::Undecodable => return Err(LoginError::protocol("a challenge that is not base64")),
        Answer::ProtocolError => return Err(LoginError::protocol("not an answer to the login")),
    }))
}
