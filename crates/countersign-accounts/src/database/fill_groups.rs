//! Salt groups of login names that were written without one.
use super::error::StoreError;
use sqlx::{AnyConnection, AnyPool, Connection as _};

/// Fills in the groups of names written by an older version or restored from a backup.
pub(super) async fn fill_in(connection: &mut AnyConnection) -> Result<(), StoreError> {
    let sql = "SELECT folded FROM login_name WHERE salt_group = ''";
    let names: Vec<String> = sqlx::query_scalar(sql).fetch_all(&mut *connection).await?;
    for folded in names {
        let (local, domain) = folded.rsplit_once('@').unwrap_or((&folded, ""));
        let sql = "UPDATE login_name SET salt_group = $1, domain = $2 WHERE folded = $3";
        sqlx::query(sql).bind(local).bind(domain).bind(&folded).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Fills in all groups at startup, in one transaction.
pub(super) async fn fill_in_all(pool: &AnyPool) -> Result<(), StoreError> {
    let mut connection = pool.acquire().await?;
    let mut transaction = connection.begin().await?;
    fill_in(&mut transaction).await?;
    Ok(transaction.commit().await?)
}
