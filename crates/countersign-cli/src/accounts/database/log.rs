//! SQLite's log, in which a record stays after it has been replaced.
use sqlx::AnyPool;
use std::time::Duration;
use tokio::time::sleep;
use tracing::warn;

/// How often it is tried, and what lies between: readers take milliseconds, a backup of many accounts seconds. Nobody
/// else writes while it is tried, so each try is short.
const TRIES: u32 = 20;
const BETWEEN: Duration = Duration::from_millis(100);

/// Bring what is in the log into the database, and make the log empty.
pub(super) async fn truncate(pool: &AnyPool) {
    for _ in 0..TRIES {
        if try_once(pool).await.unwrap_or_default() {
            return;
        }
        sleep(BETWEEN).await;
    }
    warn!(
        "the log of the database is being read, so replaced records stay in it until the next change of a record, or until the \
         last program closes the database"
    );
}

/// Whether it is empty.
async fn try_once(pool: &AnyPool) -> Result<bool, sqlx::Error> {
    let mut connection = pool.acquire().await?;
    // It would keep others from writing while it waits for readers.
    sqlx::query("PRAGMA busy_timeout = 50").execute(&mut *connection).await?;
    let done = sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut *connection).await;
    sqlx::query("PRAGMA busy_timeout = 5000").execute(&mut *connection).await?;
    let (is_busy, _, _): (i64, i64, i64) = done?;
    Ok(is_busy == 0)
}
