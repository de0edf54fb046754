//! What others have changed.
use super::{account::terms, error::StoreError, store::Store};
use crate::accounts::terms::Terms;

/// What has changed since a number.
pub(super) struct Changes {
    /// As they are now.
    pub(super) accounts: Vec<Terms>,
    /// The ids of accounts that are gone.
    pub(super) removed: Vec<String>,
}

impl Store {
    /// The number of the last change.
    pub(super) async fn last_change(&self) -> Result<i64, StoreError> {
        let sql = "SELECT change FROM directory WHERE only_row = 1";
        Ok(sqlx::query_scalar(sql).fetch_one(&self.pool().await?).await?)
    }

    /// What has a greater number than this.
    pub(super) async fn changes(&self, since: i64) -> Result<Changes, StoreError> {
        let pool = self.pool().await?;
        let sql = "SELECT id, name, state, generation, epoch, allow_from FROM account WHERE changed > $1";
        let rows = sqlx::query(sql).bind(since).fetch_all(&pool).await?;
        let accounts = rows.iter().map(terms).collect::<Result<_, _>>()?;
        let sql = "SELECT account FROM removed WHERE changed > $1";
        let removed = sqlx::query_scalar(sql).bind(since).fetch_all(&pool).await?;
        Ok(Changes { accounts, removed })
    }
}
