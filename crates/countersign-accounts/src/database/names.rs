//! The names and addresses of an account.
use super::{error::StoreError, write::Write};
use countersign::account::{AccountName, AccountSnapshot, AppName};

impl Write {
    /// Adds an address to log in with.
    pub async fn add_address(
        &mut self,
        account: &AccountSnapshot,
        address: &AccountName,
    ) -> Result<(), StoreError> {
        // The account's own name may look like an address; it can then be one as well.
        let sql =
            "UPDATE login_name SET is_address = 1 WHERE folded = $1 AND account = $2 AND is_address = 0";
        let own = sqlx::query(sql).bind(address.key()).bind(&account.id).execute(self.connection()).await?;
        if own.rows_affected() == 0 {
            self.take_name(&account.id, address, true).await?;
        }
        self.touch(account).await
    }

    /// Removes an address of an account.
    pub async fn remove_address(
        &mut self,
        account: &AccountSnapshot,
        address: &AccountName,
    ) -> Result<(), StoreError> {
        let own = AccountName::asked(&account.name).is_ok_and(|name| name.key() == address.key());
        let sql = if own {
            "UPDATE login_name SET is_address = 0 WHERE folded = $1 AND account = $2 AND is_address = 1"
        } else {
            "DELETE FROM login_name WHERE folded = $1 AND account = $2 AND is_address = 1"
        };
        let done = sqlx::query(sql).bind(address.key()).bind(&account.id).execute(self.connection()).await?;
        if done.rows_affected() == 0 {
            return Err(StoreError::NoAddress);
        }
        self.prune_sets(account).await?;
        // Records of the password may have been removed with it.
        self.replaces = true;
        self.touch(account).await
    }

    /// Rejects names reserved for app passwords.
    pub fn may_have(&self, name: &AccountName) -> Result<(), StoreError> {
        if name.spelling().contains(AppName::SEPARATOR) {
            return Err(StoreError::Reserved(name.spelling().into()));
        }
        Ok(())
    }

    /// Inserts a name; the first writer of a key gets it.
    pub(super) async fn take_name(
        &mut self,
        id: &str,
        name: &AccountName,
        is_address: bool,
    ) -> Result<(), StoreError> {
        self.may_have(name)?;
        let sql = "INSERT INTO login_name (folded, account, spelling, is_address, salt_group, domain) \
                   VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (folded) DO NOTHING";
        let done = sqlx::query(sql)
            .bind(name.key())
            .bind(id)
            .bind(name.spelling())
            .bind(i64::from(is_address))
            .bind(name.local_part())
            .bind(name.domain().unwrap_or_default())
            .execute(self.connection())
            .await?;
        if done.rows_affected() == 0 {
            return Err(StoreError::Taken(name.spelling().into()));
        }
        Ok(())
    }

    pub(super) async fn touch(&mut self, account: &AccountSnapshot) -> Result<(), StoreError> {
        let change = self.change;
        let sql = "UPDATE account SET changed = $1 WHERE id = $2";
        sqlx::query(sql).bind(change).bind(&account.id).execute(self.connection()).await?;
        Ok(())
    }
}
