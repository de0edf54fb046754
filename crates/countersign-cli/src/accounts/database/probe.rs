//! Whether there are accounts in a place: nothing is made there, and no table is changed.
use super::{error::StoreError, open::newest, place::Place};

/// How many there are.
pub(crate) async fn probe(place: &Place) -> Result<i64, StoreError> {
    // A folder without a database is told as that.
    place.identity()?;
    let (options, pool) = place.connecting(1)?;
    place.try_out(&options).await?;
    let pool = pool.connect_with(options).await?;
    let found = async {
        let version: Option<i64> =
            sqlx::query_scalar("SELECT MAX(version) FROM _sqlx_migrations").fetch_one(&pool).await?;
        if version.is_some_and(|version| version > newest()) {
            return Err(StoreError::Newer);
        }
        Ok(sqlx::query_scalar("SELECT COUNT(*) FROM account").fetch_one(&pool).await?)
    };
    let found = found.await;
    pool.close().await;
    found
}
