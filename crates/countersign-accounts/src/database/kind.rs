//! The stored profile of an account's credentials, by which accounts are counted.
use super::error::StoreError;
use countersign::Credentials;
use sqlx::{AnyPool, Row as _};
use zeroize::Zeroizing;

/// Fills in the profile of accounts written before the column existed.
pub(super) async fn fill_in(pool: &AnyPool) -> Result<(), StoreError> {
    let sql = "SELECT id, credentials FROM account WHERE kind = '' AND credentials <> ''";
    for row in sqlx::query(sql).fetch_all(pool).await? {
        let (id, text): (String, Zeroizing<String>) =
            (row.try_get("id")?, Zeroizing::new(row.try_get("credentials")?));
        // Unreadable records are reported at the next login.
        let Ok(credentials) = Credentials::parse(&text) else { continue };
        let sql = "UPDATE account SET kind = $1 WHERE id = $2 AND credentials = $3";
        sqlx::query(sql).bind(kind(&credentials)).bind(id).bind(&**text).execute(pool).await?;
    }
    Ok(())
}

/// Returns the column's value.
pub(super) fn kind(credentials: &Credentials) -> String {
    credentials.kind().to_string()
}
