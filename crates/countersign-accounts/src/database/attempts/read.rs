//! Reading login attempts.
use super::kind::{AttemptKind, Noted, Seen};
use crate::{database::error::StoreError, database::store::Store};
use sqlx::{AnyPool, Row as _, any::AnyRow};

/// The filter. Empty fields match everything.
#[derive(Clone, Debug)]
pub struct Filter {
    /// The account's name.
    pub account: String,
    /// A network of clients; empty for all.
    pub network: String,
    /// A mechanism; empty for all.
    pub mechanism: String,
    /// A result, or the part of it before the colon.
    pub result: String,
    /// Seconds since 1970: the last attempt of a row is not older.
    pub since: i64,
    /// The largest number of rows, latest first.
    pub limit: i64,
}

/// Rows, and whether there are more.
#[derive(Debug)]
pub struct StoredAttempts {
    pub rows: Vec<Noted>,
    pub has_more: bool,
    /// Number of unreadable rows, which are left out.
    pub unreadable: usize,
}

impl Store {
    /// Returns the rows that match the filter, latest first.
    pub async fn attempts(&self, filter: &Filter) -> Result<StoredAttempts, StoreError> {
        let sql = "SELECT * FROM attempt WHERE last_seen >= $1 AND ($2 = '' OR account = $2) \
                   AND ($3 = '' OR network = $3) AND ($4 = '' OR mechanism = $4) \
                   AND ($5 = '' OR result = $5 OR SUBSTR(result, 1, LENGTH($5) + 1) = $5 || ':') \
                   ORDER BY last_seen DESC, account, network, protocol, mechanism, result LIMIT $6";
        let rows = sqlx::query(sql)
            .bind(filter.since)
            .bind(&filter.account)
            .bind(&filter.network)
            .bind(&filter.mechanism)
            .bind(&filter.result)
            .bind(filter.limit.saturating_add(1))
            .fetch_all(&self.pool().await?)
            .await?;
        let has_more = i64::try_from(rows.len()).is_ok_and(|count| count > filter.limit);
        let limit = usize::try_from(filter.limit).unwrap_or(usize::MAX);
        let rows = rows.iter().take(limit);
        let count = rows.len();
        let rows: Vec<Noted> = rows.filter_map(|row| noted(row).ok()).collect();
        let unreadable = count.saturating_sub(rows.len());
        Ok(StoredAttempts { rows, has_more, unreadable })
    }
}

/// Returns the number of unreadable rows of a day.
pub(in crate::database) async fn unreadable_on(pool: &AnyPool, day: i64) -> Result<usize, StoreError> {
    let rows = sqlx::query("SELECT * FROM attempt WHERE day = $1").bind(day).fetch_all(pool).await;
    match rows.map_err(StoreError::from) {
        Err(StoreError::Unreadable(_)) => Ok(1),
        rows => Ok(rows?.iter().filter(|row| noted(row).is_err()).count()),
    }
}

fn noted(row: &AnyRow) -> Result<Noted, StoreError> {
    let kind = AttemptKind {
        day: row.try_get("day")?,
        is_accepted: row.try_get::<&str, _>("result")? == "accepted",
        account: row.try_get("account")?,
        name: row.try_get("name")?,
        network: row.try_get("network")?,
        protocol: row.try_get("protocol")?,
        tls: row.try_get("tls")?,
        mechanism: row.try_get("mechanism")?,
        binding: row.try_get("binding")?,
        result: row.try_get("result")?,
        client_key: row.try_get("client_key")?,
    };
    let seen = Seen {
        remote: row.try_get("last_remote")?,
        client: row.try_get("last_client")?,
        key: row.try_get("last_key")?,
        first: row.try_get("first_seen")?,
        last: row.try_get("last_seen")?,
        times: row.try_get("times")?,
    };
    Ok(Noted { kind, seen })
}
