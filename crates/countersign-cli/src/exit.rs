//! Exit codes and the errors that lead to them.
use std::{fmt, process::ExitCode};

/// What the shell is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// It worked; for `login`: logged in.
    Success = 0,
    /// The server refused the login; for `demo`: a row is not as expected; for `account` and `password`: not done, because
    /// of what it was asked for.
    Refused = 1,
    /// The command line cannot be carried out as it is. (clap exits with this, too.)
    Usage = 2,
    /// No connection, TLS failure, or a server that does not speak the protocol.
    NoConnection = 3,
    /// The mechanism proves the server, and the server did not prove itself.
    ServerNotVerified = 4,
    /// The accounts cannot be read or written.
    Storage = 5,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// An error for a person: what is wrong, and what can be done about it.
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
