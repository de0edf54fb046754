//! SQLite's write-ahead log, in which a record stays after it was replaced.
use sqlx::AnyPool;
use std::time::Duration;
use tokio::time::sleep;
use tracing::warn;

/// Number of tries and the pause between them: readers take milliseconds, a backup of many accounts seconds. Writers wait
/// during a try, so each is short.
const TRIES: u32 = 20;
const BETWEEN: Duration = Duration::from_millis(100);

/// Moves the log into the database and truncates it.
pub(super) async fn truncate(pool: &AnyPool) {
    for _ in 0..TRIES {
        if try_once(pool).await.unwrap_or_default() {
            return;
        }
        sleep(BETWEEN).await;
    }
    warn!(
        "the database log is in use by a reader; replaced records stay in it until the next change of a record or until the \
         last program closes the database"
    );
}

/// Returns whether the log is empty.
async fn try_once(pool: &AnyPool) -> Result<bool, sqlx::Error> {
    let mut connection = pool.acquire().await?;
    // A longer timeout would block writers while it waits for readers.
    sqlx::query("PRAGMA busy_timeout = 50").execute(&mut *connection).await?;
    let done = sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut *connection).await;
    sqlx::query("PRAGMA busy_timeout = 5000").execute(&mut *connection).await?;
    let (is_busy, _, _): (i64, i64, i64) = done?;
    Ok(is_busy == 0)
}
