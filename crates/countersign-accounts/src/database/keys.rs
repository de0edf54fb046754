//! Keys of TLS clients.
use super::{account::now, account::terms, error::StoreError, store::Store, write::Write};
use crate::{registered_key::RegisteredKey, sessions::Via, terms::Terms};
use countersign::{
    account::{AccountName, AccountSnapshot},
    keys::{Fingerprint, KeyRecord, Spki},
    mail::base64,
};
use sqlx::{AnyConnection, Row as _, any::AnyRow};

/// A key as listed.
#[derive(Clone, Debug)]
pub struct StoredKey {
    /// The key and its account.
    pub known: RegisteredKey,
    /// The key's name, chosen by the account.
    pub name: String,
    /// The certificate that the key was added from, in base64.
    pub certificate: Option<String>,
    /// Seconds since 1970.
    pub created: i64,
}

/// The columns of a key for [`stored`], its account, and their tables.
pub(super) const RECORDS: &str = "k.fingerprint AS record, a.name AS owner, k.fingerprint, k.spki, \
    k.name AS key_name, k.no_imap_preauth, k.certificate, k.created AS key_created, l.spelling, a.id, a.name, \
    a.state, a.generation, a.epoch, a.allow_from FROM client_key k JOIN account a ON a.id = k.account \
    LEFT JOIN login_name l ON l.folded = k.address AND l.account = k.account";

const SELECT: &str = "SELECT k.fingerprint, k.spki, k.name AS key_name, k.no_imap_preauth, k.certificate, \
    k.created AS key_created, l.spelling, a.id, a.name, a.state, a.generation, a.epoch, a.allow_from \
    FROM client_key k JOIN account a ON a.id = k.account \
    LEFT JOIN login_name l ON l.folded = k.address AND l.account = k.account ";

impl Write {
    /// Returns the id of the account that has this key.
    pub async fn key_holder(&mut self, key: &Fingerprint) -> Result<Option<String>, StoreError> {
        let sql = "SELECT account FROM client_key WHERE fingerprint = $1";
        Ok(sqlx::query_scalar(sql).bind(key.to_string()).fetch_optional(self.connection()).await?)
    }

    /// Adds a key to the account of its record, under this name or address of the account.
    pub async fn add_key(
        &mut self,
        record: &KeyRecord,
        address: &AccountName,
        name: &str,
        no_imap_preauth: bool,
        certificate: Option<&[u8]>,
    ) -> Result<(), StoreError> {
        let change = self.change;
        let sql = "INSERT INTO client_key (fingerprint, account, spki, name, address, no_imap_preauth, \
                   certificate, created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        sqlx::query(sql)
            .bind(record.spki.fingerprint().to_string())
            .bind(&record.account)
            .bind(base64::encode(record.spki.der()).to_string())
            .bind(name)
            .bind(address.key())
            .bind(i64::from(no_imap_preauth))
            .bind(certificate.map(|der| base64::encode(der).to_string()).unwrap_or_default())
            .bind(now())
            .execute(self.connection())
            .await?;
        let sql = "UPDATE account SET changed = $1 WHERE id = $2";
        sqlx::query(sql).bind(change).bind(&record.account).execute(self.connection()).await?;
        Ok(())
    }

    /// Removes a key. Connections that used it end; those of the account's password and other keys continue.
    pub async fn remove_key(&mut self, key: &Fingerprint) -> Result<(), StoreError> {
        let account = self.key_holder(key).await?.ok_or(StoreError::NoKey)?;
        let change = self.change;
        self.replaces = true;
        let sql = "DELETE FROM client_key WHERE fingerprint = $1";
        sqlx::query(sql).bind(key.to_string()).execute(self.connection()).await?;
        let sql = "UPDATE account SET changed = $1 WHERE id = $2";
        sqlx::query(sql).bind(change).bind(account).execute(self.connection()).await?;
        Ok(())
    }
}

impl Store {
    /// Returns the key with this fingerprint.
    pub async fn key(&self, key: &Fingerprint) -> Result<Option<StoredKey>, StoreError> {
        let pool = self.pool().await?;
        let mut connection = pool.acquire().await?;
        one(&mut connection, key).await
    }

    /// Returns the keys of an account, or of all, in the order of creation.
    pub async fn keys(&self, account: Option<&AccountSnapshot>) -> Result<Vec<StoredKey>, StoreError> {
        let pool = self.pool().await?;
        let rows = match account {
            Some(account) => {
                let sql = format!("{SELECT} WHERE a.id = $1 ORDER BY k.created, k.fingerprint");
                sqlx::query(sqlx::AssertSqlSafe(sql)).bind(&account.id).fetch_all(&pool).await?
            }
            None => {
                let sql = format!("{SELECT} ORDER BY a.name, k.created, k.fingerprint");
                sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_all(&pool).await?
            }
        };
        // `account list` and `serve --check` report unreadable ones.
        let key = |row: &AnyRow| {
            let fingerprint = row.try_get::<String, _>("fingerprint").unwrap_or_default();
            let account = row.try_get::<String, _>("name").unwrap_or_default();
            self.unreadable.or_none(stored(row), &format!("its key {fingerprint}"), &account, &fingerprint)
        };
        Ok(rows.iter().filter_map(key).collect())
    }

    /// Returns the keys that an account's connections may have used.
    pub(super) async fn session_keys(&self, account: &str) -> Result<Vec<Via>, StoreError> {
        let sql = "SELECT fingerprint FROM client_key WHERE account = $1";
        let texts: Vec<String> = sqlx::query_scalar(sql).bind(account).fetch_all(&self.pool().await?).await?;
        // No connection was accepted by one whose fingerprint cannot be read.
        let mut keys = Vec::new();
        for text in &texts {
            let key = text.parse::<Fingerprint>();
            let name = if key.is_ok() { String::new() } else { self.name_of(account).await };
            keys.extend(self.unreadable.or_none(key, &format!("its key {text:?}"), &name, text));
        }
        Ok(keys.into_iter().map(Via::Key).collect())
    }

    /// Returns the record of this key. The key itself is compared, not only its fingerprint.
    pub async fn find_key(&self, spki: &Spki) -> Result<Option<RegisteredKey>, StoreError> {
        let found = match self.key(&spki.fingerprint()).await {
            // A key that cannot be read is treated as unknown.
            Err(error @ StoreError::Unreadable(_)) => {
                let fingerprint = spki.fingerprint().to_string();
                self.unreadable.or_none(Err(error), "the record of a key", &fingerprint, "")
            }
            found => found?,
        };
        Ok(found.map(|stored| stored.known).filter(|known| known.record.spki == *spki))
    }
}

async fn one(connection: &mut AnyConnection, key: &Fingerprint) -> Result<Option<StoredKey>, StoreError> {
    let sql = sqlx::AssertSqlSafe(format!("{SELECT} WHERE k.fingerprint = $1"));
    let row = sqlx::query(sql).bind(key.to_string()).fetch_optional(connection).await?;
    row.as_ref().map(stored).transpose()
}

pub(super) fn stored(row: &AnyRow) -> Result<StoredKey, StoreError> {
    let account = row.try_get::<&str, _>("name")?;
    let unreadable = || StoreError::Unreadable(format!("a key of account {account:?}"));
    let spki = base64::decode(row.try_get::<String, _>("spki")?.as_bytes()).map_err(|_| unreadable())?;
    let spki = Spki::from_public_key(&spki).map_err(|_| unreadable())?;
    let Terms { standing, allow_from } = terms(row)?;
    let login_name: Option<String> = row.try_get("spelling")?;
    let certificate: String = row.try_get("certificate")?;
    // A removed address does not lock out the owner of the key.
    let login_name = login_name.unwrap_or_else(|| standing.name.clone());
    let record = KeyRecord::from_parts(spki, &*standing.id, login_name);
    let no_imap_preauth = row.try_get::<i64, _>("no_imap_preauth")? != 0;
    Ok(StoredKey {
        known: RegisteredKey { record, standing, no_imap_preauth, allow_from },
        name: row.try_get("key_name")?,
        certificate: (!certificate.is_empty()).then_some(certificate),
        created: row.try_get("key_created")?,
    })
}
