//! The salt groups of login names, and the records that are kept for each.
use super::{account::new_id, error::StoreError, store::Store, write::Write};
use countersign::{
    Credentials,
    account::{AccountName, SaltGroup, Standing},
};
use sqlx::{AnyConnection, AnyPool, Connection as _};

/// Records of one password for further salt groups of its account.
pub(crate) type Sets = Vec<(SaltGroup, Credentials)>;

/// The groups of names that an older version has written, or that come from a backup.
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

/// The same at the start, in one transaction.
pub(super) async fn fill_in_all(pool: &AnyPool) -> Result<(), StoreError> {
    let mut connection = pool.acquire().await?;
    let mut transaction = connection.begin().await?;
    fill_in(&mut transaction).await?;
    Ok(transaction.commit().await?)
}

/// The group of an account's own name, which the account's own records are of.
pub(super) fn main_group(name: &str) -> SaltGroup {
    match AccountName::asked(name) {
        Ok(name) => SaltGroup::of(&name, |_| true),
        // It cannot be looked up either.
        Err(_) => SaltGroup::from_kept(name),
    }
}

impl Store {
    /// The salt groups of an account's login names: that of its own name first, then the others.
    pub(crate) async fn groups(&self, account: &Standing) -> Result<Vec<SaltGroup>, StoreError> {
        let others = self.other_groups(account, false).await?;
        Ok([main_group(&account.name)].into_iter().chain(others).collect())
    }

    /// The salt groups beside that of the account's own name; if so asked, only those that no records are kept for.
    pub(super) async fn other_groups(
        &self,
        account: &Standing,
        only_without: bool,
    ) -> Result<Vec<SaltGroup>, StoreError> {
        let sql = "SELECT DISTINCT l.salt_group FROM login_name l JOIN account a ON a.id = l.account \
                   LEFT JOIN credential_set x ON x.account = a.id AND x.app = '' AND x.salt_group = l.salt_group \
                   AND x.generation = a.generation \
                   WHERE a.id = $1 AND l.salt_group <> $2 AND ($3 = 0 OR x.id IS NULL) ORDER BY 1";
        let query = sqlx::query_scalar::<_, String>(sql).bind(&account.id);
        let query = query.bind(main_group(&account.name).as_str().to_owned()).bind(i64::from(only_without));
        let groups = query.fetch_all(&self.pool().await?).await?;
        Ok(groups.into_iter().map(SaltGroup::from_kept).collect())
    }
}

impl Write {
    /// Keep records of the account's present password for these groups, or of an app password. Groups that none of its login
    /// names is of any more are left out.
    pub(crate) async fn put_sets(
        &mut self,
        account: &Standing,
        app: Option<&str>,
        sets: &Sets,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO credential_set (id, account, app, salt_group, generation, credentials) \
                   SELECT $1, a.id, $2, $3, CASE WHEN $2 = '' THEN a.generation ELSE 0 END, $4 FROM account a \
                   WHERE a.id = $5 AND EXISTS (SELECT 1 FROM login_name l WHERE l.account = a.id AND l.salt_group = $3) \
                   ON CONFLICT (account, app, salt_group) \
                   DO UPDATE SET generation = excluded.generation, credentials = excluded.credentials";
        for (group, credentials) in sets {
            let text = credentials.to_text();
            sqlx::query(sql)
                .bind(new_id()?)
                .bind(app.unwrap_or_default())
                .bind(group.as_str())
                .bind(&**text)
                .bind(&account.id)
                .execute(self.connection())
                .await?;
        }
        Ok(())
    }

    /// The password is another one: what was kept of the one before is of no use.
    pub(super) async fn drop_sets(&mut self, account: &Standing) -> Result<(), StoreError> {
        let sql = "DELETE FROM credential_set WHERE account = $1 AND app = ''";
        sqlx::query(sql).bind(&account.id).execute(self.connection()).await?;
        Ok(())
    }

    /// The account has another generation and the same password: its records stay good.
    pub(super) async fn carry_sets(&mut self, found: &Standing) -> Result<(), StoreError> {
        let sql = "UPDATE credential_set SET generation = (SELECT generation FROM account WHERE id = $1) \
                   WHERE account = $1 AND app = '' AND generation = $2";
        sqlx::query(sql).bind(&found.id).bind(found.generation).execute(self.connection()).await?;
        Ok(())
    }

    /// Remove records of groups that no login name of the account is of any more, or of app passwords that are gone.
    pub(super) async fn prune_sets(&mut self, account: &Standing) -> Result<(), StoreError> {
        let sql = "DELETE FROM credential_set WHERE account = $1 AND (salt_group NOT IN \
                   (SELECT salt_group FROM login_name WHERE account = $1) OR (app <> '' AND app NOT IN \
                   (SELECT id FROM app_password WHERE account = $1)))";
        sqlx::query(sql).bind(&account.id).execute(self.connection()).await?;
        Ok(())
    }
}
