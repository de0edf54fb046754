//! Writing login attempts.
use super::{
    kind::{AttemptKind, Noted, Seen},
    limits::{LIMITS, Limits},
};
use crate::{database::error::StoreError, database::store::Store};
use sqlx::{Any, AnyConnection, any::AnyArguments};

impl Store {
    /// Writes these attempts, all or none. It has no change number: other servers do not need it.
    pub async fn note_attempts(&self, all: &[Noted]) -> Result<(), StoreError> {
        self.note_attempts_within(all, LIMITS).await
    }

    pub(super) async fn note_attempts_within(&self, all: &[Noted], limits: Limits) -> Result<(), StoreError> {
        let mut transaction = self.pool().await?.begin_with(self.place().begin()).await?;
        for Noted { kind, seen } in all {
            if !add_to(&mut transaction, kind, seen).await? {
                let (kind, seen) = match room(&mut transaction, kind, limits).await? {
                    Room::Own => (kind.clone(), seen.clone()),
                    Room::Account => (kind.rest_of_account(), seen.of_many()),
                    Room::Day => (kind.rest_of_day(), seen.of_many()),
                };
                insert(&mut transaction, &kind, &seen).await?;
            }
        }
        Ok(transaction.commit().await?)
    }

    /// Deletes the oldest days.
    pub async fn forget_attempts(&self, today: i64) -> Result<(), StoreError> {
        self.forget_attempts_beyond(today, LIMITS).await
    }

    pub(super) async fn forget_attempts_beyond(&self, today: i64, limits: Limits) -> Result<(), StoreError> {
        let pool = self.pool().await?;
        let sql = "DELETE FROM attempt WHERE day <= $1";
        sqlx::query(sql).bind(today.saturating_sub(limits.days)).execute(&pool).await?;
        // One day at a time, at most `days` times.
        for _ in 0..limits.days {
            let rows: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM attempt").fetch_one(&pool).await?;
            if rows <= limits.in_all {
                break;
            }
            let sql = "DELETE FROM attempt WHERE day = (SELECT MIN(day) FROM attempt)";
            sqlx::query(sql).execute(&pool).await?;
        }
        Ok(())
    }
}

/// The row that an attempt is counted in.
enum Room {
    Own,
    Account,
    Day,
}

async fn room(
    connection: &mut AnyConnection,
    kind: &AttemptKind,
    limits: Limits,
) -> Result<Room, StoreError> {
    let sql = "SELECT COUNT(*) FROM attempt WHERE day = $1 AND is_accepted = $2 AND account = $3";
    let of_account: i64 = sqlx::query_scalar(sql)
        .bind(kind.day)
        .bind(i64::from(kind.is_accepted))
        .bind(&kind.account)
        .fetch_one(&mut *connection)
        .await?;
    let most = if kind.account.is_empty() { limits.of_unknown } else { limits.of_account };
    if kind.is_accepted {
        return Ok(if of_account < most { Room::Own } else { Room::Account });
    }
    let sql = "SELECT COUNT(*) FROM attempt WHERE day = $1 AND is_accepted = 0";
    let of_day: i64 = sqlx::query_scalar(sql).bind(kind.day).fetch_one(connection).await?;
    Ok(if of_account < most && of_day < limits.of_day {
        Room::Own
    } else if of_day < limits.of_day.saturating_mul(2) {
        Room::Account
    } else {
        Room::Day
    })
}

/// Adds to the existing row, if there is one.
async fn add_to(connection: &mut AnyConnection, kind: &AttemptKind, seen: &Seen) -> Result<bool, StoreError> {
    let sql = "UPDATE attempt SET times = times + $1, last_remote = $2, last_client = $3, last_key = $4, \
               last_seen = CASE WHEN last_seen > $5 THEN last_seen ELSE $5 END \
               WHERE day = $6 AND is_accepted = $7 AND account = $8 AND name = $9 AND network = $10 \
               AND protocol = $11 AND tls = $12 AND mechanism = $13 AND binding = $14 AND result = $15 \
               AND client_key = $16";
    let query = sqlx::query(sql)
        .bind(seen.times)
        .bind(&seen.remote)
        .bind(&seen.client)
        .bind(&seen.key)
        .bind(seen.last);
    let done = with_kind(query, kind).execute(connection).await?;
    Ok(done.rows_affected() > 0)
}

/// Another server may have inserted it first.
async fn insert(connection: &mut AnyConnection, kind: &AttemptKind, seen: &Seen) -> Result<(), StoreError> {
    let sql = "INSERT INTO attempt (day, is_accepted, account, name, network, protocol, tls, mechanism, binding, \
               result, client_key, last_remote, last_client, last_key, first_seen, last_seen, times) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) \
               ON CONFLICT (day, is_accepted, account, name, network, protocol, tls, mechanism, binding, result, \
               client_key) DO UPDATE SET times = attempt.times + excluded.times, last_seen = excluded.last_seen, \
               last_remote = excluded.last_remote, last_client = excluded.last_client, last_key = excluded.last_key";
    with_kind(sqlx::query(sql), kind)
        .bind(&seen.remote)
        .bind(&seen.client)
        .bind(&seen.key)
        .bind(seen.first)
        .bind(seen.last)
        .bind(seen.times)
        .execute(connection)
        .await?;
    Ok(())
}

type Query<'q> = sqlx::query::Query<'q, Any, AnyArguments>;

/// Binds the eleven values that identify a kind.
fn with_kind<'q>(query: Query<'q>, kind: &'q AttemptKind) -> Query<'q> {
    query
        .bind(kind.day)
        .bind(i64::from(kind.is_accepted))
        .bind(&kind.account)
        .bind(&kind.name)
        .bind(&kind.network)
        .bind(&kind.protocol)
        .bind(&kind.tls)
        .bind(&kind.mechanism)
        .bind(&kind.binding)
        .bind(&kind.result)
        .bind(&kind.client_key)
}
