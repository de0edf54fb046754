//! Where the two databases differ. All other SQL is what both understand, with numbered placeholders.
use super::{error::StoreError, folder::Folder, place::Place};
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{AnyConnection, ConnectOptions as _, Connection as _, Executor as _, SqlSafeStr as _, SqlStr};
use std::{fmt::Write as _, os::unix::ffi::OsStrExt as _, time::Duration};

/// How long a query waits for somebody else's write, or for a connection.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// What servers are told on when something has changed.
pub(super) const CHANNEL: &str = "countersign";

/// What every connection is told first.
const SQLITE: &str = "\
    PRAGMA busy_timeout = 5000; \
    PRAGMA foreign_keys = ON; \
    -- What has been acknowledged is on the disk; readers and a writer do not wait for each other.
    PRAGMA journal_mode = WAL; \
    PRAGMA synchronous = FULL; \
    -- What is deleted, a credential above all, is overwritten; and sorting makes no files of it.
    PRAGMA secure_delete = ON; \
    PRAGMA temp_store = MEMORY";

/// A machine that is cut off in the middle of a write does not keep the others from writing for long.
const POSTGRES: &str = "\
    SET lock_timeout = '5s'; \
    SET idle_in_transaction_session_timeout = '60s'";

impl Place {
    /// How to connect.
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
            .acquire_timeout(PATIENCE)
            // A file does not hang up.
            .test_before_acquire(may_hang_up)
            .after_connect(move |connection, _| {
                Box::pin(async move { connection.execute(sqlx::raw_sql(greeting)).await.map(drop) })
            });
        Ok((options.disable_statement_logging(), pool))
    }

    /// Connect once, and say what is wrong: a pool would try again until its patience ends, and keep the reason to itself.
    /// That is right where it may pass by itself, as on a server, and wrong on a disk that is full.
    pub(super) async fn try_out(&self, options: &AnyConnectOptions) -> Result<(), StoreError> {
        if let Self::Folder(_) = self {
            let mut connection = AnyConnection::connect_with(options).await?;
            connection.execute(sqlx::raw_sql(SQLITE)).await?;
            connection.close().await?;
        }
        Ok(())
    }

    /// How a write begins: nobody else's may begin until it has ended, for of two that begin by reading each could wait
    /// for the other. PostgreSQL sees to that by the row that every write changes first.
    pub(super) fn begin(&self) -> SqlStr {
        match self {
            Self::Folder(_) => "BEGIN IMMEDIATE".into_sql_str(),
            Self::Server(_) => "BEGIN".into_sql_str(),
        }
    }

    /// How to begin reading what belongs together: as it is at one moment, whatever is written meanwhile.
    pub(super) fn begin_to_read(&self) -> SqlStr {
        match self {
            // Its first read fixes the moment.
            Self::Folder(_) => "BEGIN".into_sql_str(),
            Self::Server(_) => "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY".into_sql_str(),
        }
    }

    /// How many accounts there are of each kind, and one of them. SQLite keeps values of another type than the column's, which
    /// are damage.
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

    /// What other servers are told with when it is committed; those of a folder look by themselves.
    pub(super) fn notice(&self) -> Option<SqlStr> {
        match self {
            Self::Folder(_) => None,
            Self::Server(_) => Some("NOTIFY countersign".into_sql_str()),
        }
    }
}

/// SQLite's name for the database, which has to be there. All but letters and digits are escaped, for nothing else means
/// itself in every URL.
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
