//! The credentials of an account.
use super::{error::StoreError, kind::kind, write::Write};
use countersign::{Credentials, account::AccountSnapshot};

impl Write {
    /// Sets a password, whatever the account had. Its connections end.
    pub async fn set_credentials(
        &mut self,
        account: &AccountSnapshot,
        credentials: &Credentials,
    ) -> Result<(), StoreError> {
        let change = self.change;
        self.replaces = true;
        let sql = "UPDATE account SET credentials = $1, kind = $4, generation = generation + 1, epoch = epoch + 1, \
                   changed = $2 WHERE id = $3";
        let text = credentials.to_text();
        let done = sqlx::query(sql)
            .bind(&**text)
            .bind(change)
            .bind(&account.id)
            .bind(kind(credentials))
            .execute(self.connection())
            .await?;
        if done.rows_affected() == 0 {
            return Err(StoreError::NoAccount);
        }
        self.drop_sets(account).await
    }

    /// Replaces the records of the same password, if nothing has been written since the account was found.
    pub async fn swap_credentials(
        &mut self,
        found: &AccountSnapshot,
        credentials: &Credentials,
    ) -> Result<(), StoreError> {
        let change = self.change;
        self.replaces = true;
        let sql = "UPDATE account SET credentials = $1, kind = $6, generation = generation + 1, changed = $2 \
                   WHERE id = $3 AND generation = $4 AND epoch = $5 AND state = 'enabled'";
        let text = credentials.to_text();
        let done = sqlx::query(sql)
            .bind(&**text)
            .bind(change)
            .bind(&found.id)
            .bind(found.generation)
            .bind(found.epoch)
            .bind(kind(credentials))
            .execute(self.connection())
            .await?;
        if done.rows_affected() == 0 {
            return Err(StoreError::Overtaken);
        }
        self.carry_sets(found).await
    }
}
