//! Whether there are accounts in a place, and whether all that is kept of them can be read: nothing is made there, and no table
//! is changed.
use super::{error::StoreError, open::newest, place::Place, records::each_unreadable};

/// What there is.
pub(crate) struct Probed {
    /// How many accounts.
    pub(crate) accounts: i64,
    /// In words, the records that cannot be read: the first of them.
    pub(crate) unreadable: Vec<String>,
    /// How many more of these there are.
    pub(crate) more: usize,
}

/// So many are named.
const NAMED: usize = 100;

/// Look.
pub(crate) async fn probe(place: &Place) -> Result<Probed, StoreError> {
    // A folder without a database is told as that.
    place.identity()?;
    let (options, pool) = place.connecting(1)?;
    place.try_out(&options).await?;
    let pool = pool.connect_with(options).await?;
    let found = async {
        let version: Option<i64> =
            sqlx::query_scalar("SELECT MAX(version) FROM _sqlx_migrations").fetch_one(&pool).await?;
        let version = version.unwrap_or_default();
        if version > newest() {
            return Err(StoreError::Newer);
        }
        let (mut unreadable, mut more) = (Vec::new(), 0_usize);
        let tell = |found: super::unreadable::Finding| match unreadable.len() {
            0..NAMED => unreadable.push(found.to_string()),
            _ => more = more.saturating_add(1),
        };
        let accounts = each_unreadable(&pool, version, None, tell).await?;
        Ok(Probed { accounts, unreadable, more })
    };
    let found = found.await;
    pool.close().await;
    found
}
