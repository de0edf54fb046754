//! Credentials of an account other than its password.
use super::{error::StoreError, write::Write};
use countersign::account::AccountSnapshot;

/// Keys and app passwords, in the order of creation.
#[derive(Debug, Default)]
pub(crate) struct OtherCredentials {
    pub(crate) keys: Vec<KeyEntry>,
    pub(crate) apps: Vec<AppEntry>,
}

#[derive(Debug)]
pub(crate) struct KeyEntry {
    pub(crate) fingerprint: String,
    pub(crate) name: String,
    /// Seconds since 1970.
    pub(crate) created: i64,
}

#[derive(Debug)]
pub(crate) struct AppEntry {
    pub(crate) label: String,
    /// Seconds since 1970.
    pub(crate) created: i64,
    /// Approximate time of the last accepted login; 0 if there was none.
    pub(crate) last_used: i64,
}

impl Write {
    /// Returns the account's keys and app passwords.
    pub(crate) async fn other_credentials(
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
    pub(crate) async fn revoke_all(&mut self, account: &AccountSnapshot) -> Result<(), StoreError> {
        for sql in
            ["DELETE FROM client_key WHERE account = $1", "DELETE FROM app_password WHERE account = $1"]
        {
            sqlx::query(sql).bind(&account.id).execute(self.connection()).await?;
        }
        self.touch(account).await
    }
}
