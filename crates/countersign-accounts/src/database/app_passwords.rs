//! Adding, listing, removing and finding app passwords.
use super::{
    account::{new_id, now, terms},
    error::StoreError,
    groups::Sets,
    store::Store,
    write::Write,
};
use crate::{allow_from::AllowFrom, app::App, app::AppId, scope::Scope, sessions::Via, terms::Terms};
use countersign::{
    Credentials,
    account::{AccountName, AccountSnapshot},
};
use sqlx::{Row as _, any::AnyRow};
use zeroize::Zeroizing;

/// An app password as listed.
#[derive(Clone, Debug)]
pub struct StoredApp {
    /// The account's name.
    pub account: String,
    /// What the app password is called.
    pub label: String,
    /// The protocols that it is good for.
    pub scope: Scope,
    /// The networks that it may be used from.
    pub allow_from: AllowFrom,
    /// Seconds since 1970.
    pub created: i64,
    /// Approximate time of the last accepted login.
    pub last_used: Option<i64>,
}

/// The result of a lookup by a login.
pub(super) struct FoundApp {
    pub(super) terms: Terms,
    pub(super) app: App,
}

/// A use is recorded if the last recorded one is at least this many seconds old, to avoid a write at each login.
const NOTED: i64 = 60;

impl Write {
    /// Adds an app password to an account.
    pub async fn add_app(
        &mut self,
        account: &AccountSnapshot,
        label: &AccountName,
        (scope, allow_from): (&Scope, &AllowFrom),
        tag: &[u8; 32],
        credentials: &Credentials,
        sets: &Sets,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO app_password (id, account, label, folded, scope, tag, credentials, created, \
                   last_used, allow_from) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9) ON CONFLICT (account, folded) DO NOTHING";
        let (id, text) = (id_of(&new_id()?)?, credentials.to_text());
        let done = sqlx::query(sql)
            .bind(id.to_string())
            .bind(&account.id)
            .bind(label.spelling())
            .bind(label.key())
            .bind(scope.to_string())
            .bind(hex(tag))
            .bind(&**text)
            .bind(now())
            .bind(allow_from.as_kept())
            .execute(self.connection())
            .await?;
        if done.rows_affected() == 0 {
            return Err(StoreError::LabelTaken);
        }
        self.put_sets(account, Some(id), sets).await?;
        self.touch(account).await
    }

    /// Replaces the records of an app password, if they are still the ones that were found.
    pub(super) async fn swap_app_credentials(
        &mut self,
        app: AppId,
        found: &str,
        credentials: &Credentials,
    ) -> Result<(), StoreError> {
        self.replaces = true;
        let text = credentials.to_text();
        let sql = "UPDATE app_password SET credentials = $1 WHERE id = $2 AND credentials = $3";
        let query = sqlx::query(sql).bind(&**text).bind(app.to_string()).bind(found);
        match query.execute(self.connection()).await?.rows_affected() {
            0 => Err(StoreError::Overtaken),
            _ => Ok(()),
        }
    }

    /// Sets the networks that an app password may be used from. Its connections from other networks end.
    pub async fn set_app_allow_from(
        &mut self,
        account: &AccountSnapshot,
        label: &AccountName,
        allow_from: &AllowFrom,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE app_password SET allow_from = $1 WHERE account = $2 AND folded = $3";
        let query = sqlx::query(sql).bind(allow_from.as_kept()).bind(&account.id).bind(label.key());
        if query.execute(self.connection()).await?.rows_affected() == 0 {
            return Err(StoreError::NoLabel);
        }
        self.touch(account).await
    }

    /// Removes an app password. Its connections end; others continue.
    pub async fn remove_app(
        &mut self,
        account: &AccountSnapshot,
        label: &AccountName,
    ) -> Result<(), StoreError> {
        self.replaces = true;
        let sql = "DELETE FROM app_password WHERE account = $1 AND folded = $2";
        let done = sqlx::query(sql).bind(&account.id).bind(label.key()).execute(self.connection()).await?;
        if done.rows_affected() == 0 {
            return Err(StoreError::NoLabel);
        }
        self.prune_sets(account).await?;
        self.touch(account).await
    }
}

/// One row whatever the result; the queries do not depend on the data.
const FOUND: &str = "SELECT a.id, a.name, a.state, a.generation, a.epoch, a.allow_from, p.id AS app, p.scope, \
    p.allow_from AS app_allow_from \
    FROM directory d ";

impl Store {
    /// Returns the app passwords of an account, or of all, sorted by label.
    pub async fn apps(&self, account: Option<&AccountSnapshot>) -> Result<Vec<StoredApp>, StoreError> {
        let id = account.map(|account| account.id.as_str()).unwrap_or_default();
        let sql = "SELECT a.name, p.label, p.scope, p.allow_from, p.created, p.last_used FROM app_password p \
                   JOIN account a ON a.id = p.account WHERE $1 = '' OR p.account = $1";
        let rows = sqlx::query(sql).bind(id).fetch_all(&self.pool().await?).await?;
        let mut apps: Vec<StoredApp> = rows.iter().filter_map(|row| stored(row).ok()).collect();
        apps.sort_by(|one, other| (&one.account, &one.label).cmp(&(&other.account, &other.label)));
        Ok(apps)
    }

    /// Returns the account that a password with this tag logs in to under this account name, and with this label if there is
    /// one.
    pub(super) async fn find_app_by_tag(
        &self,
        tag: &[u8; 32],
        name: &AccountName,
        label: Option<&AccountName>,
    ) -> Result<Option<FoundApp>, StoreError> {
        let sql = format!(
            "{FOUND} LEFT JOIN app_password p ON p.tag = $1 AND ($3 = '' OR p.folded = $3) \
             LEFT JOIN login_name l ON l.folded = $2 AND l.account = p.account \
             LEFT JOIN account a ON a.id = l.account"
        );
        let query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(hex(tag)).bind(name.key());
        let query = query.bind(label.map(AccountName::key).unwrap_or_default());
        self.found(query.fetch_one(&self.pool().await?).await, name)
    }

    /// Returns `None` for a row that cannot be read.
    fn found(
        &self,
        row: Result<AnyRow, sqlx::Error>,
        name: &AccountName,
    ) -> Result<Option<FoundApp>, StoreError> {
        match row.map_err(StoreError::from).and_then(|row| found(&row)) {
            Err(error @ StoreError::Unreadable(_)) => {
                Ok(self.unreadable.or_none(Err(error), "an app password", name.key(), "").flatten())
            }
            found => found,
        }
    }

    /// Returns the id of some app password; empty if there is none.
    pub(super) async fn any_app(&self) -> Result<String, StoreError> {
        let sql = "SELECT MIN(id) FROM app_password";
        let id: Result<Option<String>, _> =
            sqlx::query_scalar(sql).fetch_one(&self.pool().await?).await.map_err(StoreError::from);
        match id {
            // It is only a stand-in, and there are others.
            Err(StoreError::Unreadable(_)) => Ok(String::new()),
            id => Ok(id?.unwrap_or_default()),
        }
    }

    /// Returns the label and the records, if the app password still exists.
    pub(super) async fn app_records(
        &self,
        app: AppId,
    ) -> Result<Option<(AccountName, Zeroizing<String>)>, StoreError> {
        let sql = "SELECT label, credentials FROM app_password WHERE id = $1";
        let query = sqlx::query_as::<_, (String, String)>(sql).bind(app.to_string());
        let row = query.fetch_optional(&self.pool().await?).await?;
        let records = |(label, text): (String, String)| Some((AccountName::asked(&label).ok()?, text.into()));
        Ok(row.and_then(records))
    }

    /// Returns the networks that it may be used from now, if it still exists.
    pub(super) async fn app_now(&self, app: AppId) -> Result<Option<AllowFrom>, StoreError> {
        let sql = "SELECT allow_from FROM app_password WHERE id = $1";
        let query = sqlx::query_scalar(sql).bind(app.to_string());
        Ok(query.fetch_optional(&self.pool().await?).await?.map(AllowFrom::kept))
    }

    /// Returns the app passwords that an account's connections may have used, with their networks.
    pub(super) async fn session_apps(&self, account: &str) -> Result<Vec<(Via, AllowFrom)>, StoreError> {
        let sql = "SELECT id, allow_from FROM app_password WHERE account = $1";
        let query = sqlx::query_as(sql).bind(account);
        let rows: Vec<(String, String)> = query.fetch_all(&self.pool().await?).await?;
        // No connection was accepted by one whose id cannot be read.
        let mut apps = Vec::new();
        for (id, allow_from) in rows {
            let name = if id_of(&id).is_ok() { String::new() } else { self.name_of(account).await };
            let app = self.unreadable.or_none(id_of(&id), "an app password", &name, &id);
            apps.extend(app.map(|app| (Via::App(app), AllowFrom::kept(allow_from))));
        }
        Ok(apps)
    }

    /// Records a use. Other servers do not need it, so it has no change number.
    pub(super) async fn note_use(&self, app: AppId) -> Result<(), StoreError> {
        let sql = "UPDATE app_password SET last_used = $1 WHERE id = $2 AND last_used < $3";
        let now = now();
        let query = sqlx::query(sql).bind(now).bind(app.to_string()).bind(now.saturating_sub(NOTED));
        query.execute(&self.pool().await?).await?;
        Ok(())
    }
}

fn found(row: &AnyRow) -> Result<Option<FoundApp>, StoreError> {
    if row.try_get::<Option<String>, _>("id")?.is_none() {
        return Ok(None);
    }
    let (id, allow_from) = (id_of(row.try_get("app")?)?, AllowFrom::kept(row.try_get("app_allow_from")?));
    let app = App { id, scope: scope(row)?, allow_from };
    Ok(Some(FoundApp { terms: terms(row)?, app }))
}

/// Parses all columns; the error says why it cannot be read.
pub(super) fn parse(row: &AnyRow) -> Result<(), String> {
    let words = |error: &dyn std::fmt::Display| error.to_string();
    stored(row).map_err(|error| words(&error))?;
    id_of(row.try_get("id").map_err(|error| words(&error))?).map_err(|error| words(&error))?;
    let text: String = row.try_get("credentials").map_err(|error| words(&error))?;
    Credentials::parse(&Zeroizing::new(text)).map(drop).map_err(|error| words(&error))
}

fn stored(row: &AnyRow) -> Result<StoredApp, StoreError> {
    let last_used: i64 = row.try_get("last_used")?;
    Ok(StoredApp {
        account: row.try_get("name")?,
        label: row.try_get("label")?,
        scope: scope(row)?,
        allow_from: AllowFrom::kept(row.try_get("allow_from")?),
        created: row.try_get("created")?,
        last_used: (last_used > 0).then_some(last_used),
    })
}

fn scope(row: &AnyRow) -> Result<Scope, StoreError> {
    let Ok(scope) = row.try_get::<&str, _>("scope")?.parse();
    Ok(scope)
}

fn id_of(text: &str) -> Result<AppId, StoreError> {
    AppId::parse(text).ok_or_else(|| StoreError::Unreadable("an app password".into()))
}

fn hex(octets: &[u8; 32]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect()
}
