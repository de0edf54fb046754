//! What others have changed.
use super::{account::Row, error::StoreError, store::Store};
use countersign::account::Standing;

/// What has changed since a number.
pub(super) struct Changes {
    /// As they are now.
    pub(super) accounts: Vec<Standing>,
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
        let sql = "SELECT id, name, state, generation, epoch FROM account WHERE changed > $1";
        let rows: Vec<Row> = sqlx::query_as(sql).bind(since).fetch_all(&pool).await?;
        let accounts = rows.into_iter().map(Row::into_standing).collect::<Result<_, _>>()?;
        let sql = "SELECT account FROM removed WHERE changed > $1";
        let removed = sqlx::query_scalar(sql).bind(since).fetch_all(&pool).await?;
        Ok(Changes { accounts, removed })
    }
}
