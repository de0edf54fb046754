//! The directory's secret where several machines share it: in the database, beside the accounts.
use super::error::StoreError;
use countersign::{DirectorySecret, entropy, mail::base64};
use sqlx::{AnyConnection, AnyPool};
use zeroize::Zeroizing;

/// Reads the secret; creates it if there is none. A second creator takes the first one's.
pub(super) async fn shared_secret(pool: &AnyPool) -> Result<DirectorySecret, StoreError> {
    if let Some(secret) = read(pool).await? {
        return Ok(secret);
    }
    let octets = entropy().map_err(|error| StoreError::Unusable(error.to_string()))?.into_octets();
    let text = base64::encode_secret(Zeroizing::new(octets).as_slice());
    let sql = "INSERT INTO shared_secret (only_row, secret) VALUES (1, $1) ON CONFLICT (only_row) DO NOTHING";
    sqlx::query(sql).bind(text.to_string()).execute(pool).await?;
    read(pool).await?.ok_or_else(|| StoreError::Unusable("it does not keep its secret".into()))
}

/// Returns the stored text.
pub(super) async fn text(pool: &AnyPool) -> Result<Option<Zeroizing<String>>, StoreError> {
    let sql = "SELECT secret FROM shared_secret WHERE only_row = 1";
    let text: Option<String> = sqlx::query_scalar(sql).fetch_optional(pool).await?;
    Ok(text.map(Zeroizing::new))
}

async fn read(pool: &AnyPool) -> Result<Option<DirectorySecret>, StoreError> {
    let Some(text) = text(pool).await? else { return Ok(None) };
    let octets =
        base64::decode(text.as_bytes()).ok().and_then(|octets| <[u8; 32]>::try_from(&octets[..]).ok());
    let octets =
        octets.ok_or_else(|| StoreError::Unusable("its secret is not 32 octets in base64".into()))?;
    Ok(Some(DirectorySecret::new(octets)))
}

/// Replaces the secret of a directory without accounts.
pub(super) async fn replace(connection: &mut AnyConnection, octets: &[u8; 32]) -> Result<(), StoreError> {
    let text = base64::encode_secret(octets);
    let sql = "INSERT INTO shared_secret (only_row, secret) VALUES (1, $1) \
               ON CONFLICT (only_row) DO UPDATE SET secret = excluded.secret";
    sqlx::query(sql).bind(text.to_string()).execute(connection).await?;
    Ok(())
}
