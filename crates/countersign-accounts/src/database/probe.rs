//! Counts the accounts in a store and checks that all records can be read. Nothing is created or migrated.
use super::{error::StoreError, open::newest, place::Place, records::each_unreadable};

/// The result of a probe.
#[derive(Debug)]
pub struct Probed {
    /// The number of accounts.
    pub accounts: i64,
    /// Descriptions of the first unreadable records.
    pub unreadable: Vec<String>,
    /// The number of further unreadable records.
    pub more: usize,
}

/// The largest number of described records.
const NAMED: usize = 100;

/// Probes a store.
pub async fn probe(place: &Place) -> Result<Probed, StoreError> {
    // Report a folder without a database as such.
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
        let found = |found: super::unreadable::Finding| match unreadable.len() {
            0..NAMED => unreadable.push(found.to_string()),
            _ => more = more.saturating_add(1),
        };
        let accounts = each_unreadable(&pool, version, None, found).await?;
        Ok(Probed { accounts, unreadable, more })
    };
    let found = found.await;
    pool.close().await;
    found
}
