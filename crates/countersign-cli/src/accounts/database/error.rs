//! What can be wrong with a database, or with what it is asked for.
use crate::exit::{Exit, Failure};
use countersign::keys::NotRegistered;
use sqlx::{error::DatabaseError, migrate::MigrateError};
use std::{fmt, io, path::PathBuf};

/// Why something could not be done.
#[derive(Debug)]
pub(crate) enum StoreError {
    /// There is no database in this folder.
    Missing(PathBuf),
    /// It cannot be used now, and why.
    Unusable(String),
    /// This of it cannot be read, and why; the rest can.
    Unreadable(String),
    /// The disk is full. Nothing has been changed.
    Full,
    /// A newer version of this program has written it.
    Newer,
    /// Nobody has this name.
    NoAccount,
    /// Somebody has this name, or one that is the same.
    Taken(String),
    /// The account does not have this address.
    NoAddress,
    /// What was to be changed has been changed by somebody else meanwhile.
    Overtaken,
    /// Nobody has this key.
    NoKey,
    /// The key cannot be registered for this account.
    NotRegistered(NotRegistered),
    /// The account has an app password with this label.
    LabelTaken,
    /// The account has no app password with this label.
    NoLabel,
    /// This name has a character in it that divides the names of app passwords.
    Reserved(String),
}

impl StoreError {
    /// The database itself is at fault, and not what it is asked for.
    pub(crate) const fn is_storage(&self) -> bool {
        matches!(self, Self::Missing(_) | Self::Unusable(_) | Self::Unreadable(_) | Self::Full | Self::Newer)
    }
}

/// SQLite's code for a disk that is full, and PostgreSQL's.
const FULL: [&str; 2] = ["13", "53100"];

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let code = error.as_database_error().and_then(DatabaseError::code);
        let io_full = matches!(&error, sqlx::Error::Io(io) if io.kind() == io::ErrorKind::StorageFull);
        if code.as_deref().is_some_and(|code| FULL.contains(&code)) || io_full {
            return Self::Full;
        }
        use sqlx::Error::{AnyDriverError, ColumnDecode, Decode};
        if matches!(&error, ColumnDecode { .. } | Decode(_) | AnyDriverError(_)) {
            return Self::Unreadable("a value of another type than its column's".into());
        }
        Self::Unusable(match &error {
            sqlx::Error::PoolTimedOut => "it does not answer".into(),
            // Said of files, or of who may connect: nothing that was bound to a query is in it.
            sqlx::Error::Database(error) => error.message().into(),
            other => other.to_string(),
        })
    }
}

impl From<MigrateError> for StoreError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
            MigrateError::VersionMissing(_) | MigrateError::VersionTooNew(..) => Self::Newer,
            other => Self::Unusable(other.to_string()),
        }
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull => Self::Full,
            _ => Self::Unusable(error.to_string()),
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(folder) => write!(
                f,
                "there are no accounts in {}; `countersign account add NAME --data {0}` makes the first",
                folder.display()
            ),
            Self::Unusable(why) => write!(f, "the database of accounts cannot be used: {why}"),
            Self::Unreadable(what) => write!(f, "a record of the database cannot be read: {what}"),
            Self::Full => f.write_str("the disk is full; nothing has been changed"),
            Self::Newer => f.write_str(
                "the database of accounts was written by a newer version of this program; use that one",
            ),
            Self::NoAccount => f.write_str("there is no account of this name or address"),
            Self::Taken(name) => {
                write!(
                    f,
                    "{name} is taken: it is the name or an address of an account, perhaps in another spelling"
                )
            }
            Self::LabelTaken => {
                f.write_str("the account has an app password of this name; remove that one first")
            }
            Self::NoLabel => f.write_str("the account has no app password of this name"),
            Self::Reserved(name) => {
                write!(f, "{name} cannot be given out: # divides the names of app passwords")
            }
            Self::NotRegistered(why) => why.fmt(f),
            Self::NoKey => f.write_str("nobody has this key"),
            Self::NoAddress => f.write_str("the account does not have this address"),
            Self::Overtaken => f.write_str("the account has been changed meanwhile"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let exit = if error.is_storage() { Exit::Storage } else { Exit::Refused };
        Self::new(exit, error.to_string())
    }
}
