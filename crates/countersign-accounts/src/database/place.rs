//! Where accounts are stored: in a folder of this machine, or in PostgreSQL for several machines.
use super::{
    error::StoreError,
    folder::{self, Folder},
    server::Server,
};
use std::fmt;

/// `--data DIR` or `--database URL`.
#[derive(Clone, Debug)]
pub enum Place {
    /// SQLite, in a folder.
    Folder(Folder),
    /// PostgreSQL.
    Server(Server),
}

/// The identity of a database; another one has other accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Identity {
    File(folder::Identity),
    /// Any database with this name on the server. A replaced database is detected by its change numbers and by broken
    /// connections.
    Server,
}

impl Place {
    /// Creates the folder and an empty database if they are missing and can be created.
    pub(super) fn make(&self) -> Result<(), StoreError> {
        match self {
            Self::Folder(folder) => folder.make(),
            Self::Server(_) => Ok(()),
        }
    }

    /// Removes the permissions of others on secret files; returns warnings for the administrator.
    pub(super) fn close_to_others(&self) -> Vec<String> {
        match self {
            Self::Folder(folder) => folder.close_to_others(),
            Self::Server(_) => Vec::new(),
        }
    }

    /// Returns a warning if other users can access the folder.
    pub fn is_open(&self) -> Option<String> {
        match self {
            Self::Folder(folder) => folder.is_open(),
            Self::Server(_) => None,
        }
    }

    /// Returns the identity of the database that is there now.
    pub(super) fn identity(&self) -> Result<Identity, StoreError> {
        match self {
            Self::Folder(folder) => folder.identity().map(Identity::File),
            Self::Server(_) => Ok(Identity::Server),
        }
    }

    /// Returns the command-line option that names it, for use in other commands.
    pub fn option(&self) -> &'static str {
        match self {
            Self::Folder(_) => "--data",
            Self::Server(_) => "--database",
        }
    }
}

impl From<Folder> for Place {
    fn from(folder: Folder) -> Self {
        Self::Folder(folder)
    }
}

impl From<Server> for Place {
    fn from(server: Server) -> Self {
        Self::Server(server)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => folder.path().display().fmt(f),
            Self::Server(server) => server.fmt(f),
        }
    }
}
