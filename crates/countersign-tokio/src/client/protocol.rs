//! The protocols around a login, and their differences.
use super::error::LoginError;
use countersign::{
    mail::{self, Answer, Failure, base64::Decoded, line},
    sasl::{Profile, UntrustedText},
};
use zeroize::Zeroizing;

/// The protocols.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// IMAP (RFC 9051).
    Imap,
    /// Message submission (RFC 6409).
    Smtp,
    /// POP3 (RFC 1939).
    Pop3,
    /// ManageSieve (RFC 5804).
    Sieve,
}

/// A message of the server within an exchange.
pub(super) enum ServerReply {
    Challenge(Decoded),
    /// With its data.
    Yes(Option<Decoded>),
    No(Failure, UntrustedText),
}

/// The tag of the command that begins an exchange in IMAP.
pub(super) const TAG: &str = "a2";

impl Protocol {
    pub(super) const fn profile(self) -> Profile {
        match self {
            Self::Imap | Self::Smtp | Self::Pop3 => Profile::MAIL,
            Self::Sieve => Profile::SIEVE,
        }
    }

    /// Returns the verb of the command that begins an exchange.
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

    /// Returns the line with which the client cancels an exchange.
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

    /// Parses a line of the server; `None` if the reply continues in a later line.
    pub(super) fn parse_reply(self, line: &[u8]) -> Result<Option<ServerReply>, LoginError> {
        match self {
            Self::Imap => reply(mail::imap::client::read(TAG, line)),
            Self::Smtp => reply(mail::smtp::client::read(line)),
            Self::Pop3 => reply(mail::pop3::client::read(line)),
            Self::Sieve => reply(mail::sieve::client::read(line)),
        }
    }
}

fn reply<S: Into<UntrustedText>>(answer: Answer<S>) -> Result<Option<ServerReply>, LoginError> {
    Ok(Some(match answer {
        Answer::Challenge(challenge) => ServerReply::Challenge(challenge),
        Answer::Success(data, _) => ServerReply::Yes(data),
        Answer::Failure(meaning, said) => ServerReply::No(meaning, said.into()),
        Answer::Incomplete => return Ok(None),
        Answer::Undecodable => return Err(LoginError::protocol("a challenge that is not base64")),
        Answer::ProtocolError => return Err(LoginError::protocol("not a reply to the login command")),
    }))
}
