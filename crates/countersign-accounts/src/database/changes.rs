//! Changes made by other processes.
use super::{
    account::terms,
    error::StoreError,
    open::newest,
    records::each_unreadable,
    store::Store,
    unreadable::{Finding, PASSWORD},
};
use crate::terms::Terms;
use countersign::{Credentials, account::AccountSnapshot};
use sqlx::Row as _;
use zeroize::Zeroizing;

/// The changes after a number.
pub(super) struct Changes {
    /// The accounts' present state.
    pub(super) accounts: Vec<Terms>,
    /// The ids of removed accounts.
    pub(super) removed: Vec<String>,
}

impl Store {
    /// Returns the number of the last change.
    pub(super) async fn last_change(&self) -> Result<i64, StoreError> {
        let sql = "SELECT change FROM directory WHERE only_row = 1";
        Ok(sqlx::query_scalar(sql).fetch_one(&self.pool().await?).await?)
    }

    /// Returns the changes with a greater number.
    pub(super) async fn changes(&self, since: i64) -> Result<Changes, StoreError> {
        let pool = self.pool().await?;
        let sql = "SELECT id, name, state, generation, epoch, allow_from FROM account WHERE changed > $1";
        let rows = sqlx::query(sql).bind(since).fetch_all(&pool).await.map_err(StoreError::from);
        let rows = rows.and_then(|rows| rows.iter().map(terms).collect::<Result<Vec<Terms>, _>>());
        let mut gone = Vec::new();
        let accounts = match rows {
            // One row is unreadable: read them one at a time, and treat that one as removed.
            Err(StoreError::Unreadable(_)) => {
                let sql = "SELECT id FROM account WHERE changed > $1";
                let ids: Vec<String> = sqlx::query_scalar(sql).bind(since).fetch_all(&pool).await?;
                let mut accounts = Vec::new();
                for id in ids {
                    match self.now(&id).await? {
                        Some(terms) => accounts.push(terms),
                        None => gone.push(id),
                    }
                }
                accounts
            }
            rows => rows?,
        };
        let sql = "SELECT account FROM removed WHERE changed > $1";
        let mut removed: Vec<String> = sqlx::query_scalar(sql).bind(since).fetch_all(&pool).await?;
        removed.append(&mut gone);
        Ok(Changes { accounts, removed })
    }

    /// Logs the accounts with unreadable password records among those changed after this number.
    pub(super) async fn name_unreadable_since(&self, since: i64) -> Result<(), StoreError> {
        let sql = "SELECT name, credentials FROM account WHERE changed > $1 AND credentials <> ''";
        let rows =
            sqlx::query(sql).bind(since).fetch_all(&self.pool().await?).await.map_err(StoreError::from);
        for row in rows.into_iter().flatten() {
            let (Ok(name), Ok(text)) = (row.try_get::<String, _>("name"), row.try_get("credentials")) else {
                continue;
            };
            let text = Zeroizing::<String>::new(text);
            self.unreadable.or_none(Credentials::parse(&text), PASSWORD, &name, &text);
        }
        Ok(())
    }

    /// Describes the unreadable records of this account, or of all: the first hundred.
    pub async fn unreadable(&self, account: Option<&AccountSnapshot>) -> Result<Vec<String>, StoreError> {
        let mut all = Vec::new();
        let found = |found: Finding| {
            if all.len() < 100 {
                all.push(found.to_string());
            }
        };
        let id = account.map(|account| account.id.as_str());
        each_unreadable(&self.pool().await?, newest(), id, found).await?;
        Ok(all)
    }

    /// Logs all unreadable records.
    pub(super) async fn name_unreadable(&self) {
        let Ok(pool) = self.pool().await else { return };
        // What cannot be read now is logged at its next use.
        let found = |found| self.unreadable.log(&found);
        let _ = each_unreadable(&pool, newest(), None, found).await;
    }
}
