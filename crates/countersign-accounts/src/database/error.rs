//! Errors of a database, and of requests to it.
use countersign::keys::NotRegistered;
use sqlx::{error::DatabaseError, migrate::MigrateError};
use std::{fmt, io, path::PathBuf};

/// Why a request failed.
#[derive(Debug)]
pub enum StoreError {
    /// The folder has no database.
    Missing(PathBuf),
    /// The database cannot be used now, and why.
    Unusable(String),
    /// This record cannot be read, and why; others can.
    Unreadable(String),
    /// The disk is full. Nothing was changed.
    Full,
    /// A newer version of this program wrote it.
    Newer,
    /// No account has this name.
    NoAccount,
    /// An account has this name or an equivalent one.
    Taken(String),
    /// The account does not have this address.
    NoAddress,
    /// Another process changed the account meanwhile.
    Overtaken,
    /// No account has this key.
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
    /// Returns whether the database is at fault, not the request.
    pub const fn is_storage(&self) -> bool {
        matches!(self, Self::Missing(_) | Self::Unusable(_) | Self::Unreadable(_) | Self::Full | Self::Newer)
    }
}

/// The codes for a full disk in SQLite and PostgreSQL.
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
            return Self::Unreadable("a value has a type other than its column's".into());
        }
        Self::Unusable(match &error {
            sqlx::Error::PoolTimedOut => "it does not answer".into(),
            // These are about files and access; they contain no bound values.
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
                "no accounts in {}; add the first with `countersign account add NAME --data {0}`",
                folder.display()
            ),
            Self::Unusable(why) => write!(f, "cannot use the account database: {why}"),
            Self::Unreadable(what) => write!(f, "cannot read a record of the account database: {what}"),
            Self::Full => f.write_str("the disk is full; nothing was changed"),
            Self::Newer => f.write_str(
                "the account database was written by a newer version of this program; use that version",
            ),
            Self::NoAccount => f.write_str("no account has this name or address"),
            Self::Taken(name) => {
                write!(
                    f,
                    "{name} is taken: it is the name or an address of an account (perhaps spelt differently)"
                )
            }
            Self::LabelTaken => {
                f.write_str("the account has an app password with this name; remove it first")
            }
            Self::NoLabel => f.write_str("the account has no app password with this name"),
            Self::Reserved(name) => {
                write!(f, "{name} cannot be used as a name: # separates the names of app passwords")
            }
            Self::NotRegistered(why) => why.fmt(f),
            Self::NoKey => f.write_str("no account has this key"),
            Self::NoAddress => f.write_str("the account does not have this address"),
            Self::Overtaken => f.write_str("the account was changed by another process meanwhile; try again"),
        }
    }
}

impl std::error::Error for StoreError {}
