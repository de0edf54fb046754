//! A database with its tables as this version of the program wants them.
use super::{error::StoreError, folder::Folder};
use sqlx::{
    ConnectOptions as _, SqlSafeStr as _, SqlitePool,
    migrate::{Migration, MigrationType, Migrator},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::time::Duration;

/// How long a query waits for somebody else's write, or for a connection.
const PATIENCE: Duration = Duration::from_secs(5);

/// The steps from nothing to the present tables. Never change one that has been released: add another.
fn migrations() -> Migrator {
    let step = |version, description: &'static str, sql: &'static str| {
        Migration::new(version, description.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    Migrator::with_migrations(vec![
        step(1, "accounts", include_str!("schema/0001_accounts.sql")),
        step(2, "keys", include_str!("schema/0002_keys.sql")),
    ])
}

/// Connect to the database in this folder, which is there, and bring its tables up to date.
pub(super) async fn open(folder: &Folder, connections: u32) -> Result<SqlitePool, StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(folder.database())
        .create_if_missing(false)
        // What has been acknowledged is on the disk; readers and a writer do not wait for each other.
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        // What is deleted, a credential above all, is overwritten.
        .pragma("secure_delete", "ON")
        .busy_timeout(PATIENCE)
        .disable_statement_logging();
    let waiting = folder.clone();
    let lock = tokio::task::spawn_blocking(move || waiting.lock()).await;
    let lock = lock.map_err(|error| StoreError::Unusable(error.to_string()))??;
    let pool = SqlitePoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        // A file does not hang up.
        .test_before_acquire(false)
        .connect_with(options)
        .await?;
    migrations().run(&pool).await?;
    drop(lock);
    Ok(pool)
}
