//! Exit codes and the errors that lead to them.
use countersign::sasl::ErrorKind;
use countersign_accounts::{StoreError, Unfit};
use countersign_tokio::{ConfigError, ConfigErrorKind, client::LoginError};
use std::{fmt, process::ExitCode};

/// The exit code of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Success; for `login`: logged in.
    Success = 0,
    /// `login`: the server rejected the login; `demo`: unexpected result; `account` and `password`: the request was
    /// rejected.
    Refused = 1,
    /// The command line is invalid. (clap uses this code as well.)
    Usage = 2,
    /// No connection, TLS failure, or a server that does not speak the protocol.
    NoConnection = 3,
    /// The server failed to authenticate itself by the mechanism.
    ServerNotVerified = 4,
    /// The accounts cannot be read or written.
    Storage = 5,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// An error message: what failed, and what to do.
#[derive(Debug)]
pub(crate) struct Failure {
    exit: Exit,
    text: String,
}

impl Failure {
    pub(crate) fn usage(text: impl Into<String>) -> Self {
        Self { exit: Exit::Usage, text: text.into() }
    }

    pub(crate) fn connection(text: impl Into<String>) -> Self {
        Self { exit: Exit::NoConnection, text: text.into() }
    }

    pub(crate) fn new(exit: Exit, text: impl Into<String>) -> Self {
        Self { exit, text: text.into() }
    }

    pub(crate) fn exit(&self) -> Exit {
        self.exit
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for Failure {}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let exit = if error.is_storage() { Exit::Storage } else { Exit::Refused };
        Self::new(exit, error.to_string())
    }
}

impl From<Unfit> for Failure {
    fn from(unfit: Unfit) -> Self {
        match unfit {
            Unfit::Store(error) => error.into(),
            unfit => Self::new(Exit::Refused, unfit.to_string()),
        }
    }
}

impl From<countersign_accounts::ConfigError> for Failure {
    fn from(error: countersign_accounts::ConfigError) -> Self {
        Self::usage(error.to_string())
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        let exit = match error.kind() {
            ConfigErrorKind::Network => Exit::NoConnection,
            _ => Exit::Usage,
        };
        Self::new(exit, error.to_string())
    }
}

impl From<&LoginError> for Exit {
    fn from(error: &LoginError) -> Self {
        match error {
            LoginError::Refused { .. }
            | LoginError::NoMechanism(_)
            | LoginError::Preauth
            | LoginError::NotRegistered(_) => Self::Refused,
            LoginError::Exchange(error) => match error.kind() {
                ErrorKind::ServerNotVerified => Self::ServerNotVerified,
                ErrorKind::Refused => Self::Refused,
                ErrorKind::Application => Self::Usage,
                _ => Self::NoConnection,
            },
            LoginError::Connection(_) => Self::NoConnection,
            LoginError::Usage(_) => Self::Usage,
        }
    }
}

impl From<LoginError> for Failure {
    fn from(error: LoginError) -> Self {
        Self::new(Exit::from(&error), error.to_string())
    }
}
