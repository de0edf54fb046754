//! The salt groups of login names, and the records kept for each.
use super::{account::new_id, error::StoreError, linkable::main_group, store::Store, write::Write};
use crate::app::AppId;
use countersign::{
    Credentials,
    account::{AccountSnapshot, SaltGroup},
};

/// Records of one password for further salt groups of its account.
pub type Sets = Vec<(SaltGroup, Credentials)>;

/// Returns the value of the column `app`: empty for the account's own password.
fn kept(app: Option<AppId>) -> String {
    app.map_or_else(String::new, |app| app.to_string())
}

impl Store {
    /// Returns the salt groups of an account's login names: that of its own name first, then the others.
    pub async fn groups(&self, account: &AccountSnapshot) -> Result<Vec<SaltGroup>, StoreError> {
        let others = self.other_groups(account, None, false).await?;
        Ok([main_group(&account.name)].into_iter().chain(others).collect())
    }

    /// Returns the salt groups other than that of the account's own name; with `only_without`, only those without records of its
    /// password or of this app password.
    pub(super) async fn other_groups(
        &self,
        account: &AccountSnapshot,
        app: Option<AppId>,
        only_without: bool,
    ) -> Result<Vec<SaltGroup>, StoreError> {
        let sql = "SELECT DISTINCT l.salt_group FROM login_name l JOIN account a ON a.id = l.account \
                   LEFT JOIN credential_set x ON x.account = a.id AND x.app = $4 AND x.salt_group = l.salt_group \
                   AND ($4 <> '' OR x.generation = a.generation) \
                   WHERE a.id = $1 AND l.salt_group <> $2 AND ($3 = 0 OR x.id IS NULL) ORDER BY 1";
        let query = sqlx::query_scalar::<_, String>(sql).bind(&account.id);
        let query = query.bind(main_group(&account.name).as_str().to_owned()).bind(i64::from(only_without));
        let query = query.bind(kept(app));
        let groups = query.fetch_all(&self.pool().await?).await?;
        Ok(groups.into_iter().map(SaltGroup::from_kept).collect())
    }
}

impl Write {
    /// Stores records for these groups, of the account's present password or of one of its app passwords. Groups without a
    /// login name of the account are left out.
    pub async fn put_sets(
        &mut self,
        account: &AccountSnapshot,
        app: Option<AppId>,
        sets: &Sets,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO credential_set (id, account, app, salt_group, generation, credentials) \
                   SELECT $1, a.id, $2, $3, CASE WHEN $2 = '' THEN a.generation ELSE 0 END, $4 FROM account a \
                   WHERE a.id = $5 AND EXISTS (SELECT 1 FROM login_name l WHERE l.account = a.id AND l.salt_group = $3) \
                   AND ($2 = '' OR EXISTS (SELECT 1 FROM app_password p WHERE p.account = a.id AND p.id = $2)) \
                   ON CONFLICT (account, app, salt_group) \
                   DO UPDATE SET generation = excluded.generation, credentials = excluded.credentials";
        for (group, credentials) in sets {
            let text = credentials.to_text();
            sqlx::query(sql)
                .bind(new_id()?)
                .bind(kept(app))
                .bind(group.as_str())
                .bind(&**text)
                .bind(&account.id)
                .execute(self.connection())
                .await?;
        }
        Ok(())
    }

    /// Deletes the records of the previous password.
    pub(super) async fn drop_sets(&mut self, account: &AccountSnapshot) -> Result<(), StoreError> {
        let sql = "DELETE FROM credential_set WHERE account = $1 AND app = ''";
        sqlx::query(sql).bind(&account.id).execute(self.connection()).await?;
        Ok(())
    }

    /// Keeps the records valid when the generation changes and the password does not.
    pub(super) async fn carry_sets(&mut self, found: &AccountSnapshot) -> Result<(), StoreError> {
        let sql = "UPDATE credential_set SET generation = (SELECT generation FROM account WHERE id = $1) \
                   WHERE account = $1 AND app = '' AND generation = $2";
        sqlx::query(sql).bind(&found.id).bind(found.generation).execute(self.connection()).await?;
        Ok(())
    }

    /// Deletes records of groups without a login name of the account, and of removed app passwords.
    pub(super) async fn prune_sets(&mut self, account: &AccountSnapshot) -> Result<(), StoreError> {
        let sql = "DELETE FROM credential_set WHERE account = $1 AND (salt_group NOT IN \
                   (SELECT salt_group FROM login_name WHERE account = $1) OR (app <> '' AND app NOT IN \
                   (SELECT id FROM app_password WHERE account = $1)))";
        sqlx::query(sql).bind(&account.id).execute(self.connection()).await?;
        Ok(())
    }
}
