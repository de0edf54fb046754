//! No login waits for a database for ever.
use super::{dialect::PATIENCE, error::StoreError};
use std::time::Duration;
use tokio::time::timeout;

/// Getting a connection may take its time; so may a query that waits for somebody else's write.
const LONGEST: Duration = PATIENCE.saturating_mul(2);

/// This, or that the database does not answer: one on another machine may be cut off without a word.
pub(super) async fn in_time<T>(work: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
    let late = |_| Err(StoreError::Unusable("it does not answer".into()));
    timeout(LONGEST, work).await.unwrap_or_else(late)
}
