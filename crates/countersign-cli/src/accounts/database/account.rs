//! Accounts: added, shown, disabled, removed.
use super::{
    error::StoreError,
    linkable::{by_account, linkable},
    store::Store,
    write::Write,
};
use countersign::{
    account::{AccountName, AccountState, Standing},
    entropy,
};
use sqlx::{AnyConnection, FromRow, Row as _, any::AnyRow};
use std::time::{SystemTime, UNIX_EPOCH};

/// An account, without what it is logged in to with.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    pub(crate) standing: Standing,
    pub(crate) addresses: Vec<String>,
    /// Login names that show the salt of the account's own name though they are of another salt group.
    pub(crate) linkable: Vec<String>,
    /// Seconds since 1970.
    pub(crate) created: i64,
    /// Records of its password, as text.
    pub(crate) credentials: zeroize::Zeroizing<String>,
}

/// A row of `account`.
pub(super) struct Row {
    id: String,
    name: String,
    state: String,
    generation: i64,
    epoch: i64,
}

impl FromRow<'_, AnyRow> for Row {
    fn from_row(row: &AnyRow) -> sqlx::Result<Self> {
        Ok(Self {
            id: row.try_get("id")?,
            name: row.try_get("name")?,
            state: row.try_get("state")?,
            generation: row.try_get("generation")?,
            epoch: row.try_get("epoch")?,
        })
    }
}

impl Row {
    pub(super) fn into_standing(self) -> Result<Standing, StoreError> {
        let Self { id, name, state, generation, epoch } = self;
        let state =
            state.parse().map_err(|_| StoreError::Unusable("an account has no known state".into()))?;
        Ok(Standing { id, name, state, generation, epoch })
    }
}

impl Write {
    /// Add an account without a password.
    pub(crate) async fn add_account(&mut self, name: &AccountName) -> Result<Standing, StoreError> {
        let id = new_id()?;
        let change = self.change;
        let sql = "INSERT INTO account (id, name, state, credentials, generation, epoch, created, changed) \
                   VALUES ($1, $2, 'enabled', '', 0, 0, $3, $4)";
        sqlx::query(sql)
            .bind(&id)
            .bind(name.spelling())
            .bind(now())
            .bind(change)
            .execute(self.connection())
            .await?;
        self.take_name(&id, name, false).await?;
        let name = name.spelling().into();
        Ok(Standing { id, name, state: AccountState::Enabled, generation: 0, epoch: 0 })
    }

    /// The account with this name or address.
    pub(crate) async fn account(&mut self, name: &AccountName) -> Result<Standing, StoreError> {
        standing(self.connection(), name).await
    }

    /// Let it be used, or not. Connections of an account that is disabled end.
    pub(crate) async fn set_state(
        &mut self,
        account: &Standing,
        state: AccountState,
    ) -> Result<(), StoreError> {
        let change = self.change;
        let sql =
            "UPDATE account SET state = $1, epoch = epoch + 1, changed = $2 WHERE id = $3 AND state <> $1";
        sqlx::query(sql)
            .bind(state.as_str())
            .bind(change)
            .bind(&account.id)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Remove it with its names, its addresses and its credentials.
    pub(crate) async fn remove_account(&mut self, account: &Standing) -> Result<(), StoreError> {
        let change = self.change;
        for sql in ["DELETE FROM login_name WHERE account = $1", "DELETE FROM account WHERE id = $1"] {
            sqlx::query(sql).bind(&account.id).execute(self.connection()).await?;
        }
        let sql = "INSERT INTO removed (account, changed) VALUES ($1, $2)";
        sqlx::query(sql).bind(&account.id).bind(change).execute(self.connection()).await?;
        Ok(())
    }
}

impl Store {
    /// The account with this name or address.
    pub(crate) async fn account(&self, name: &AccountName) -> Result<Account, StoreError> {
        let pool = self.pool().await?;
        let mut connection = pool.acquire().await?;
        let standing = standing(&mut connection, name).await?;
        whole(&mut connection, standing).await
    }

    /// All accounts, in the order of their names.
    pub(crate) async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        let mut transaction = self.pool().await?.begin().await?;
        let sql = "SELECT id, name, state, generation, epoch, created, credentials FROM account";
        let rows = sqlx::query(sql).fetch_all(&mut *transaction).await?;
        let sql = "SELECT account, spelling FROM login_name WHERE is_address = 1 ORDER BY folded";
        let mut addresses = by_account(sqlx::query_as(sql).fetch_all(&mut *transaction).await?);
        let mut linkable = linkable(&mut transaction, "").await?;
        let account = |row: &AnyRow| {
            let standing = Row::from_row(row)?.into_standing()?;
            let addresses = addresses.remove(&standing.id).unwrap_or_default();
            let linkable = linkable.remove(&standing.id).unwrap_or_default();
            let credentials = row.try_get::<String, _>("credentials")?.into();
            Ok(Account { standing, addresses, linkable, created: row.try_get("created")?, credentials })
        };
        let mut accounts = rows.iter().map(account).collect::<Result<Vec<_>, StoreError>>()?;
        // Here, and not by each database as it is used to.
        accounts.sort_by(|one, other| one.standing.name.cmp(&other.standing.name));
        Ok(accounts)
    }
}

async fn standing(connection: &mut AnyConnection, name: &AccountName) -> Result<Standing, StoreError> {
    let sql = "SELECT a.id, a.name, a.state, a.generation, a.epoch FROM login_name l \
               JOIN account a ON a.id = l.account WHERE l.folded = $1";
    let row: Option<Row> = sqlx::query_as(sql).bind(name.key()).fetch_optional(connection).await?;
    row.ok_or(StoreError::NoAccount)?.into_standing()
}

async fn whole(connection: &mut AnyConnection, standing: Standing) -> Result<Account, StoreError> {
    let sql = "SELECT created, credentials FROM account WHERE id = $1";
    let (created, credentials): (i64, String) =
        sqlx::query_as(sql).bind(&standing.id).fetch_one(&mut *connection).await?;
    let sql = "SELECT spelling FROM login_name WHERE account = $1 AND is_address = 1 ORDER BY folded";
    let addresses = sqlx::query_scalar(sql).bind(&standing.id).fetch_all(&mut *connection).await?;
    let linkable = linkable(connection, &standing.id).await?.remove(&standing.id).unwrap_or_default();
    Ok(Account { standing, addresses, linkable, created, credentials: credentials.into() })
}

/// 128 random bits.
pub(super) fn new_id() -> Result<String, StoreError> {
    let octets = entropy().map_err(|error| StoreError::Unusable(error.to_string()))?.into_octets();
    Ok(octets.iter().take(16).map(|octet| format!("{octet:02x}")).collect())
}

pub(super) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}
