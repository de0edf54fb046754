//! A time limit for database work of logins.
use super::{dialect::TIMEOUT, error::StoreError};
use std::time::Duration;
use tokio::time::timeout;

/// Getting a connection takes time, and so does a query that waits for another writer.
const LIMIT: Duration = TIMEOUT.saturating_mul(2);

/// Runs the work, or fails if the database does not answer in time: a remote one may become unreachable without an error.
pub(super) async fn in_time<T>(work: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
    let late = |_| Err(StoreError::Unusable("it does not answer".into()));
    timeout(LIMIT, work).await.unwrap_or_else(late)
}
