//! A write transaction: all or nothing, on the disk once committed.
use super::{error::StoreError, log::truncate, place::Place, store::Store};
use sqlx::{Any, AnyConnection, AnyPool, Transaction};

/// An open write transaction, the only one at the time. Dropping it rolls back.
pub struct Write {
    transaction: Transaction<'static, Any>,
    /// The number of this change.
    pub(super) change: i64,
    /// Set if the write replaces or removes a credential.
    pub(super) replaces: bool,
    pool: AnyPool,
    place: Place,
}

impl Store {
    /// Begins a write.
    pub async fn write(&self) -> Result<Write, StoreError> {
        let pool = self.pool().await?;
        let mut transaction = pool.begin_with(self.place().begin()).await?;
        let next = "UPDATE directory SET change = change + 1 WHERE only_row = 1 RETURNING change";
        let change = sqlx::query_scalar(next).fetch_one(&mut *transaction).await?;
        if let Some(notice) = self.place().notice() {
            sqlx::query(notice).execute(&mut *transaction).await?;
        }
        let place = self.place().clone();
        Ok(Write { transaction, change, replaces: false, pool, place })
    }
}

impl Write {
    pub(super) fn connection(&mut self) -> &mut AnyConnection {
        &mut self.transaction
    }

    /// Commits. The written data are then on the disk, and replaced data are in no file of the folder, unless readers
    /// continue.
    pub async fn commit(self) -> Result<(), StoreError> {
        let Self { transaction, replaces, pool, place, .. } = self;
        transaction.commit().await?;
        if let (true, Place::Folder(_)) = (replaces, &place) {
            truncate(&pool).await;
        }
        Ok(())
    }
}
