//! Credentials of an account other than its password.
use super::{error::StoreError, write::Write};
use countersign::account::AccountSnapshot;

/// Keys and app passwords, in the order of creation.
#[derive(Debug, Default)]
pub struct OtherCredentials {
    /// TLS client keys.
    pub keys: Vec<KeyEntry>,
    /// App passwords.
    pub apps: Vec<AppEntry>,
}

/// A TLS client key that logs in to an account.
#[derive(Debug)]
pub struct KeyEntry {
    /// Its fingerprint.
    pub fingerprint: String,
    /// What its owner calls it.
    pub name: String,
    /// Seconds since 1970.
    pub created: i64,
}

/// An app password that logs in to an account.
#[derive(Debug)]
pub struct AppEntry {
    /// What it is called.
    pub label: String,
    /// Seconds since 1970.
    pub created: i64,
    /// Approximate time of the last accepted login; 0 if there was none.
    pub last_used: i64,
}

impl Write {
    /// Returns the account's keys and app passwords.
    pub async fn other_credentials(
        &mut self,
        account: &AccountSnapshot,
    ) -> Result<OtherCredentials, StoreError> {
        let sql = "SELECT fingerprint, name, created FROM client_key WHERE account = $1 ORDER BY created, fingerprint";
        let keys: Vec<(String, String, i64)> =
            sqlx::query_as(sql).bind(&account.id).fetch_all(self.connection()).await?;
        let sql =
            "SELECT label, created, last_used FROM app_password WHERE account = $1 ORDER BY created, folded";
        let apps: Vec<(String, i64, i64)> =
            sqlx::query_as(sql).bind(&account.id).fetch_all(self.connection()).await?;
        let key = |(fingerprint, name, created)| KeyEntry { fingerprint, name, created };
        let app = |(label, created, last_used)| AppEntry { label, created, last_used };
        Ok(OtherCredentials {
            keys: keys.into_iter().map(key).collect(),
            apps: apps.into_iter().map(app).collect(),
        })
    }

    /// Removes all of them. Connections that used them end.
    pub async fn revoke_all(&mut self, account: &AccountSnapshot) -> Result<(), StoreError> {
        for sql in
            ["DELETE FROM client_key WHERE account = $1", "DELETE FROM app_password WHERE account = $1"]
        {
            sqlx::query(sql).bind(&account.id).execute(self.connection()).await?;
        }
        self.touch(account).await
    }
}
