//! What is kept of an account's credentials to count the accounts of its kind by.
use super::error::StoreError;
use countersign::Credentials;
use sqlx::{AnyPool, Row as _};
use zeroize::Zeroizing;

/// What is kept of an account's kind, for those that were written before it was.
pub(super) async fn fill_in(pool: &AnyPool) -> Result<(), StoreError> {
    let sql = "SELECT id, credentials FROM account WHERE kind = '' AND credentials <> ''";
    for row in sqlx::query(sql).fetch_all(pool).await? {
        let (id, text): (String, Zeroizing<String>) =
            (row.try_get("id")?, Zeroizing::new(row.try_get("credentials")?));
        // What cannot be read is told to whoever logs in.
        let Ok(credentials) = Credentials::parse(&text) else { continue };
        let sql = "UPDATE account SET kind = $1 WHERE id = $2 AND credentials = $3";
        sqlx::query(sql).bind(kind(&credentials)).bind(id).bind(&**text).execute(pool).await?;
    }
    Ok(())
}

/// As it is kept.
pub(super) fn kind(credentials: &Credentials) -> String {
    credentials.kind().to_string()
}
