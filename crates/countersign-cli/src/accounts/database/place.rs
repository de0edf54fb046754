//! Where accounts are kept: in a folder of this machine, or in PostgreSQL for several machines.
use super::{
    error::StoreError,
    folder::{self, Folder},
    server::Server,
};
use std::fmt;

/// `--data DIR` or `--database URL`.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    Folder(Folder),
    Server(Server),
}

/// Which database it is; another one has other accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Identity {
    File(folder::Identity),
    /// Whatever the server has under this name. One that was put in the place of another is noticed by the numbers of
    /// its changes, and by the connections that break.
    Server,
}

impl Place {
    /// Make what can be made, if it is not there: the folder and an empty database in it.
    pub(super) fn make(&self) -> Result<(), StoreError> {
        match self {
            Self::Folder(folder) => folder.make(),
            Self::Server(_) => Ok(()),
        }
    }

    /// What is secret is closed to others; in words, what the administrator should know.
    pub(super) fn close_to_others(&self) -> Vec<String> {
        match self {
            Self::Folder(folder) => folder.close_to_others(),
            Self::Server(_) => Vec::new(),
        }
    }

    /// In words, that others may look into the folder, if they may.
    pub(crate) fn is_open(&self) -> Option<String> {
        match self {
            Self::Folder(folder) => folder.is_open(),
            Self::Server(_) => None,
        }
    }

    /// The database that is there now.
    pub(super) fn identity(&self) -> Result<Identity, StoreError> {
        match self {
            Self::Folder(folder) => folder.identity().map(Identity::File),
            Self::Server(_) => Ok(Identity::Server),
        }
    }

    /// How it is named on the command line, for other commands.
    pub(crate) fn option(&self) -> &'static str {
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
