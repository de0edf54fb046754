//! Adding, showing, disabling and removing accounts.
use super::{
    error::StoreError,
    linkable::{by_account, linkable},
    store::Store,
    write::Write,
};
use crate::{allow_from::AllowFrom, terms::Terms};
use countersign::{
    account::{AccountName, AccountSnapshot, AccountState},
    entropy,
};
use sqlx::{AnyConnection, FromRow, Row as _, any::AnyRow};
use std::time::{SystemTime, UNIX_EPOCH};

/// An account without its credentials.
#[derive(Clone, Debug)]
pub struct Account {
    /// The account.
    pub standing: AccountSnapshot,
    /// Its addresses, which are login names too.
    pub addresses: Vec<String>,
    /// Networks that its logins are accepted from.
    pub allow_from: AllowFrom,
    /// Login names that show the salt of the account's own name although they belong to another salt group.
    pub linkable: Vec<String>,
    /// Seconds since 1970.
    pub created: i64,
    /// Records of the password, as text.
    pub credentials: zeroize::Zeroizing<String>,
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
    pub(super) fn into_standing(self) -> Result<AccountSnapshot, StoreError> {
        let Self { id, name, state, generation, epoch } = self;
        // A state written by a newer version: fail closed.
        let state = state.parse().unwrap_or(AccountState::Disabled);
        let snapshot = AccountSnapshot::new(id, name).with_state(state);
        Ok(snapshot.with_generation(generation).with_epoch(epoch))
    }
}

/// Reads a row of `account` with the column `allow_from`.
pub(super) fn terms(row: &AnyRow) -> Result<Terms, StoreError> {
    let allow_from = AllowFrom::kept(row.try_get("allow_from")?);
    Ok(Terms { standing: Row::from_row(row)?.into_standing()?, allow_from })
}

impl Write {
    /// Adds an account without a password.
    pub async fn add_account(&mut self, name: &AccountName) -> Result<AccountSnapshot, StoreError> {
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
        Ok(AccountSnapshot::new(id, name.spelling()))
    }

    /// Returns the account with this name or address.
    pub async fn account(&mut self, name: &AccountName) -> Result<AccountSnapshot, StoreError> {
        standing(self.connection(), name).await
    }

    /// Enables or disables the account. Disabling ends its connections.
    pub async fn set_state(
        &mut self,
        account: &AccountSnapshot,
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

    /// Sets the networks of its logins. Connections from other networks end.
    pub async fn set_allow_from(
        &mut self,
        account: &AccountSnapshot,
        allow_from: &AllowFrom,
    ) -> Result<(), StoreError> {
        let change = self.change;
        let sql = "UPDATE account SET allow_from = $1, changed = $2 WHERE id = $3";
        let query = sqlx::query(sql).bind(allow_from.as_kept()).bind(change).bind(&account.id);
        query.execute(self.connection()).await?;
        Ok(())
    }

    /// Removes the account with its names, addresses and credentials.
    pub async fn remove_account(&mut self, account: &AccountSnapshot) -> Result<(), StoreError> {
        let change = self.change;
        self.replaces = true;
        for sql in ["DELETE FROM login_name WHERE account = $1", "DELETE FROM account WHERE id = $1"] {
            sqlx::query(sql).bind(&account.id).execute(self.connection()).await?;
        }
        let sql = "INSERT INTO removed (account, changed) VALUES ($1, $2)";
        sqlx::query(sql).bind(&account.id).bind(change).execute(self.connection()).await?;
        Ok(())
    }
}

impl Store {
    /// Returns the account with this name or address.
    pub async fn account(&self, name: &AccountName) -> Result<Account, StoreError> {
        let pool = self.pool().await?;
        let mut connection = pool.acquire().await?;
        let standing = standing(&mut connection, name).await?;
        whole(&mut connection, standing).await
    }

    /// Returns all accounts, sorted by name.
    pub async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        let mut transaction = self.pool().await?.begin().await?;
        let sql = "SELECT id, name, state, generation, epoch, created, credentials, allow_from FROM account";
        let rows = rows(&mut transaction, sql).await?;
        let sql = "SELECT account, spelling FROM login_name WHERE is_address = 1 ORDER BY folded";
        let mut addresses = by_account(sqlx::query_as(sql).fetch_all(&mut *transaction).await?);
        let mut linkable = linkable(&mut transaction, "").await?;
        let mut account = |row: &AnyRow| {
            let Terms { standing, allow_from } = terms(row)?;
            let addresses = addresses.remove(&standing.id).unwrap_or_default();
            let linkable = linkable.remove(&standing.id).unwrap_or_default();
            let credentials = row.try_get::<String, _>("credentials")?.into();
            Ok::<_, StoreError>(Account {
                standing,
                addresses,
                linkable,
                allow_from,
                created: row.try_get("created")?,
                credentials,
            })
        };
        let mut accounts: Vec<Account> = rows.iter().filter_map(|row| account(row).ok()).collect();
        // Sorted here: the collation differs between databases.
        accounts.sort_by(|one, other| one.standing.name.cmp(&other.standing.name));
        Ok(accounts)
    }
}

/// Returns the rows that can be read; [`probe`](super::probe) reports the others.
async fn rows(connection: &mut AnyConnection, select: &'static str) -> Result<Vec<AnyRow>, StoreError> {
    match sqlx::query(select).fetch_all(&mut *connection).await.map_err(StoreError::from) {
        Err(StoreError::Unreadable(_)) => {}
        rows => return rows,
    }
    // Fall back to one row at a time.
    let ids: Vec<String> = sqlx::query_scalar("SELECT id FROM account").fetch_all(&mut *connection).await?;
    let one = format!("{select} WHERE id = $1");
    let mut rows = Vec::new();
    for id in ids {
        let row =
            sqlx::query(sqlx::AssertSqlSafe(one.as_str())).bind(id).fetch_optional(&mut *connection).await;
        match row.map_err(StoreError::from) {
            Err(StoreError::Unreadable(_)) => {}
            row => rows.extend(row?),
        }
    }
    Ok(rows)
}

async fn standing(connection: &mut AnyConnection, name: &AccountName) -> Result<AccountSnapshot, StoreError> {
    let sql = "SELECT a.id, a.name, a.state, a.generation, a.epoch FROM login_name l \
               JOIN account a ON a.id = l.account WHERE l.folded = $1";
    let row: Option<Row> = sqlx::query_as(sql).bind(name.key()).fetch_optional(connection).await?;
    row.ok_or(StoreError::NoAccount)?.into_standing()
}

async fn whole(connection: &mut AnyConnection, standing: AccountSnapshot) -> Result<Account, StoreError> {
    let sql = "SELECT created, credentials, allow_from FROM account WHERE id = $1";
    let (created, credentials, allow_from): (i64, String, String) =
        sqlx::query_as(sql).bind(&standing.id).fetch_one(&mut *connection).await?;
    let sql = "SELECT spelling FROM login_name WHERE account = $1 AND is_address = 1 ORDER BY folded";
    let addresses = sqlx::query_scalar(sql).bind(&standing.id).fetch_all(&mut *connection).await?;
    let linkable = linkable(connection, &standing.id).await?.remove(&standing.id).unwrap_or_default();
    let allow_from = AllowFrom::kept(allow_from);
    Ok(Account { standing, addresses, linkable, allow_from, created, credentials: credentials.into() })
}

/// Returns 128 random bits in hexadecimal.
pub(super) fn new_id() -> Result<String, StoreError> {
    let octets = entropy().map_err(|error| StoreError::Unusable(error.to_string()))?.into_octets();
    Ok(octets.iter().take(16).map(|octet| format!("{octet:02x}")).collect())
}

pub(super) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}
