//! A write: all of it or nothing, on the disk once it is committed.
use super::{error::StoreError, store::Store};
use sqlx::{Any, AnyConnection, Transaction};

/// An open transaction that nobody else writes beside. Dropped, it leaves nothing behind.
pub(crate) struct Write {
    transaction: Transaction<'static, Any>,
    /// The number of this change.
    pub(super) change: i64,
}

impl Store {
    /// Begin a write.
    pub(crate) async fn write(&self) -> Result<Write, StoreError> {
        let mut transaction = self.pool().await?.begin_with(self.place().begin()).await?;
        let next = "UPDATE directory SET change = change + 1 WHERE only_row = 1 RETURNING change";
        let change = sqlx::query_scalar(next).fetch_one(&mut *transaction).await?;
        if let Some(notice) = self.place().notice() {
            sqlx::query(notice).execute(&mut *transaction).await?;
        }
        Ok(Write { transaction, change })
    }
}

impl Write {
    pub(super) fn connection(&mut self) -> &mut AnyConnection {
        &mut self.transaction
    }

    /// What was written is on the disk once this returns.
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        Ok(self.transaction.commit().await?)
    }
}
