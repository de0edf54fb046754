//! Differences between the two databases. All other SQL is common, with numbered placeholders.
use super::{error::StoreError, folder::Folder, place::Place};
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{AnyConnection, ConnectOptions as _, Connection as _, Executor as _, SqlSafeStr as _, SqlStr};
use std::{fmt::Write as _, os::unix::ffi::OsStrExt as _, time::Duration};

/// How long a query waits for another writer, or for a connection.
pub(super) const TIMEOUT: Duration = Duration::from_secs(5);

/// The notification channel for changes.
pub(super) const CHANNEL: &str = "countersign";

/// The first statements of every connection.
const SQLITE: &str = "\
    PRAGMA busy_timeout = 5000; \
    PRAGMA foreign_keys = ON; \
    -- An acknowledged write is on the disk; readers and a writer do not block each other.
    PRAGMA journal_mode = WAL; \
    PRAGMA synchronous = FULL; \
    -- Deleted data, credentials above all, are overwritten; sorting makes no temporary files.
    PRAGMA secure_delete = ON; \
    PRAGMA temp_store = MEMORY";

/// A machine that loses its connection during a write does not block other writers for long.
const POSTGRES: &str = "\
    SET lock_timeout = '5s'; \
    SET idle_in_transaction_session_timeout = '60s'";

impl Place {
    /// Returns the connection and pool options.
    pub(super) fn connecting(
        &self,
        connections: u32,
    ) -> Result<(AnyConnectOptions, AnyPoolOptions), StoreError> {
        sqlx::any::install_default_drivers();
        let (options, greeting, may_hang_up) = match self {
            Self::Folder(folder) => (address(folder)?, SQLITE, false),
            Self::Server(server) => (server.options(), POSTGRES, true),
        };
        let pool = AnyPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(TIMEOUT)
            // A file does not disconnect.
            .test_before_acquire(may_hang_up)
            .after_connect(move |connection, _| {
                Box::pin(async move { connection.execute(sqlx::raw_sql(greeting)).await.map(drop) })
            });
        Ok((options.disable_statement_logging(), pool))
    }

    /// Connects once and reports the error: a pool would retry until its timeout and drop the reason. Retrying suits a
    /// server that may recover, but not a full disk.
    pub(super) async fn try_out(&self, options: &AnyConnectOptions) -> Result<(), StoreError> {
        if let Self::Folder(_) = self {
            let mut connection = AnyConnection::connect_with(options).await?;
            connection.execute(sqlx::raw_sql(SQLITE)).await?;
            connection.close().await?;
        }
        Ok(())
    }

    /// Returns the statement that begins a write. Only one write runs at a time, because two that begin by reading could
    /// deadlock. In PostgreSQL, the row that every write changes first ensures this.
    pub(super) fn begin(&self) -> SqlStr {
        match self {
            Self::Folder(_) => "BEGIN IMMEDIATE".into_sql_str(),
            Self::Server(_) => "BEGIN".into_sql_str(),
        }
    }

    /// Returns the statement that begins a read of one snapshot.
    pub(super) fn begin_to_read(&self) -> SqlStr {
        match self {
            // Its first read takes the snapshot.
            Self::Folder(_) => "BEGIN".into_sql_str(),
            Self::Server(_) => "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY".into_sql_str(),
        }
    }

    /// Counts the accounts of each record profile, with the id of one of them. SQLite keeps values of a type other than the
    /// column's; those are damage.
    pub(super) fn kinds(&self) -> SqlStr {
        match self {
            Self::Folder(_) => "SELECT kind, COUNT(*) AS accounts, MIN(id) AS one FROM account \
                WHERE kind <> '' AND typeof(kind) = 'text' AND typeof(id) = 'text' GROUP BY kind"
                .into_sql_str(),
            Self::Server(_) => {
                "SELECT kind, COUNT(*) AS accounts, MIN(id) AS one FROM account WHERE kind <> '' GROUP BY kind"
                    .into_sql_str()
            }
        }
    }

    /// Returns the statement that notifies other servers at commit; servers of a folder poll.
    pub(super) fn notice(&self) -> Option<SqlStr> {
        match self {
            Self::Folder(_) => None,
            Self::Server(_) => Some("NOTIFY countersign".into_sql_str()),
        }
    }
}

/// Returns SQLite's URL of the database, which has to exist. All characters but letters and digits are escaped, because only
/// these are literal in every URL.
fn address(folder: &Folder) -> Result<AnyConnectOptions, StoreError> {
    let mut url = String::from("sqlite:");
    for octet in folder.database().as_os_str().as_bytes() {
        let _ = match octet {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => url.write_char(char::from(*octet)),
            _ => write!(url, "%{octet:02X}"),
        };
    }
    url.push_str("?mode=rw");
    Ok(url.parse()?)
}
