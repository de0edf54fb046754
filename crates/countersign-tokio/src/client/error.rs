//! Login errors.
use crate::config_error::{ConfigError, ConfigErrorKind};
use countersign::{
    mail,
    sasl::{ErrorKind, UntrustedText, client::NoUsableMechanism},
};
use std::{fmt, io};

/// Why a login failed.
#[derive(Debug)]
pub enum LoginError {
    /// The server rejected it.
    Refused {
        /// What its reply means.
        meaning: mail::Failure,
        /// The text of its reply.
        said: Option<UntrustedText>,
    },
    /// No mechanism may be used; nothing was sent.
    NoMechanism(NoUsableMechanism),
    /// The server authenticated the key without the requested mechanism.
    Preauth,
    /// The login succeeded, but the server rejected the key registration.
    NotRegistered(UntrustedText),
    /// The exchange failed; the error kind says which side is at fault.
    Exchange(countersign::Error),
    /// No connection, no TLS, or a server that does not speak the protocol.
    Connection(String),
    /// The requested values cannot be sent.
    Usage(String),
}

impl LoginError {
    /// Returns a stable label.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Refused { meaning, .. } => meaning.label(),
            Self::NoMechanism(_) => "no-mechanism",
            Self::Preauth => "preauth",
            Self::NotRegistered(_) => "not-registered",
            Self::Exchange(error) => match error.kind() {
                ErrorKind::ServerNotVerified => "server-not-verified",
                ErrorKind::Refused => "refused",
                ErrorKind::Policy => "policy",
                ErrorKind::Application => "usage",
                _ => "protocol",
            },
            Self::Connection(_) => "connection",
            Self::Usage(_) => "usage",
        }
    }

    /// An error for a server that does not speak the protocol, or violates it.
    pub fn protocol(what: &str) -> Self {
        Self::Connection(format!("protocol error by the server: {what}"))
    }
}

impl From<countersign::Error> for LoginError {
    fn from(error: countersign::Error) -> Self {
        Self::Exchange(error)
    }
}

impl From<ConfigError> for LoginError {
    fn from(error: ConfigError) -> Self {
        match error.kind() {
            ConfigErrorKind::Network => Self::Connection(error.to_string()),
            ConfigErrorKind::Invalid => Self::Usage(error.to_string()),
        }
    }
}

impl From<io::Error> for LoginError {
    fn from(error: io::Error) -> Self {
        Self::Connection(error.to_string())
    }
}

impl fmt::Display for LoginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotRegistered(said) => write!(f, "the server rejected the key registration: {said}"),
            Self::Refused { meaning, said } => {
                f.write_str(match meaning {
                    mail::Failure::BadCredentials => "wrong name or password",
                    mail::Failure::NotAuthorized => {
                        "the password is right, but the account may not act as that user"
                    }
                    mail::Failure::Disabled => "the account is disabled",
                    mail::Failure::Expired => "the password has expired",
                    mail::Failure::NeedsTransition => {
                        "log in once with --mechanism PLAIN, then this mechanism works"
                    }
                    mail::Failure::Unavailable => "the server cannot verify logins now; try again later",
                    mail::Failure::NotOffered => "the server does not offer this mechanism",
                    mail::Failure::NeedsTls => "the server requires TLS first",
                    mail::Failure::WeakMechanism => "the mechanism is too weak for this account",
                    _ => "the server rejected the login",
                })?;
                said.as_ref().map_or(Ok(()), |said| write!(f, " (the server says: {said})"))
            }
            Self::NoMechanism(why) => write!(f, "{why}"),
            Self::Preauth => f.write_str(
                "the server authenticated the key without a mechanism; omit --mechanism, or use STARTTLS",
            ),
            Self::Exchange(error) => match error.said() {
                Some(said) => write!(f, "{error} (the server says: {said})"),
                None => write!(f, "{error}"),
            },
            Self::Connection(text) | Self::Usage(text) => f.write_str(text),
        }
    }
}

impl std::error::Error for LoginError {}
