//! Queries of a login.
use super::{account::terms, error::StoreError, store::Store};
use crate::{allow_from::AllowFrom, app::App, app::AppId, terms::Terms};
use countersign::account::{AccountName, AppName};
use sqlx::{Row as _, any::AnyRow};
use zeroize::Zeroizing;

/// The source of the row that a lookup has read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// The row of the name.
    Own,
    /// The name has none: the row of an account with login names in the same salt group.
    Near,
    /// Neither exists: the row of a stand-in.
    StandIn,
}

/// A row, from any source.
pub(super) struct LookedUp {
    pub(super) whose: Whose,
    /// Some login name has the domain of the requested one.
    pub(super) is_served: bool,
    /// `None` if there are no accounts.
    pub(super) terms: Option<Terms>,
    /// Records as text; empty without a password.
    pub(super) credentials: Zeroizing<String>,
}

/// Each lookup reads one row of each table, whether an account has the name or not; only the row of the salt group depends
/// on whether that group has accounts.
const NAME: &str = "\
    SELECT a.id, a.name, a.state, a.generation, a.epoch, a.allow_from, \
        COALESCE(x.credentials, a.credentials) AS credentials, \
        CASE WHEN l.account IS NOT NULL THEN 2 WHEN ($3 = '' OR s.domain IS NOT NULL) AND f.account IS NOT NULL THEN 1 \
            ELSE 0 END AS whose, \
        CASE WHEN s.domain IS NULL THEN 0 ELSE 1 END AS served \
    FROM directory d \
    LEFT JOIN (SELECT domain FROM login_name WHERE domain = $3 LIMIT 1) s ON 1 = 1 \
    LEFT JOIN (SELECT account FROM login_name WHERE salt_group = $2 ORDER BY folded LIMIT 1) f ON 1 = 1 \
    LEFT JOIN login_name l ON l.folded = $1 \
    LEFT JOIN account a ON a.id = COALESCE(l.account, \
        CASE WHEN $3 = '' OR s.domain IS NOT NULL THEN f.account END, $4) \
    LEFT JOIN credential_set x ON x.account = a.id AND x.app = '' AND x.salt_group = $5 \
        AND x.generation = a.generation";

/// The query for the name of an app password. Its records have the salts that its name would have without an account, so no
/// other row has to be imitated.
const APP: &str = "\
    SELECT a.id, a.name, a.state, a.generation, a.epoch, a.allow_from, \
        COALESCE(x.credentials, p.credentials) AS credentials, \
        CASE WHEN o.id IS NOT NULL THEN 2 ELSE 0 END AS whose, CASE WHEN s.domain IS NULL THEN 0 ELSE 1 END AS served, \
        p.id AS app, p.scope, p.allow_from AS app_allow_from \
    FROM directory d \
    LEFT JOIN (SELECT domain FROM login_name WHERE domain = $3 LIMIT 1) s ON 1 = 1 \
    LEFT JOIN login_name l ON l.folded = $1 \
    LEFT JOIN app_password o ON o.account = l.account AND o.folded = $5 \
    LEFT JOIN app_password p ON p.id = COALESCE(o.id, $4) \
    LEFT JOIN account a ON a.id = p.account \
    LEFT JOIN credential_set x ON x.account = p.account AND x.app = p.id AND x.salt_group = $2";

impl Store {
    /// Returns the account of this key. It costs one query and one row, whether there is such an account or not.
    pub(super) async fn find(&self, key: &str) -> Result<Option<(Terms, Zeroizing<String>)>, StoreError> {
        let sql = "SELECT a.id, a.name, a.state, a.generation, a.epoch, a.allow_from, a.credentials FROM directory d \
                   LEFT JOIN login_name l ON l.folded = $1 LEFT JOIN account a ON a.id = l.account";
        let row = sqlx::query(sql).bind(key).fetch_one(&self.pool().await?).await;
        let read = |row: AnyRow| match found(&row)? {
            Some(terms) => Ok(Some((terms, Zeroizing::new(row.try_get("credentials")?)))),
            None => Ok(None),
        };
        match row.map_err(StoreError::from).and_then(read) {
            // An unreadable row is answered as if it were missing.
            Err(error @ StoreError::Unreadable(_)) => {
                Ok(self.unreadable.or_none(Err(error), "its row", key, "").flatten())
            }
            found => found,
        }
    }

    /// Reads what a login by this name needs: one query and one row, whether there is such an account or not. For SCRAM the
    /// records of the name's salt group are read, if there are any; otherwise those of the account.
    pub(super) async fn look_up(
        &self,
        name: &AccountName,
        by_scram: bool,
        stand_in: &str,
    ) -> Result<LookedUp, StoreError> {
        let query = sqlx::query(NAME).bind(name.key()).bind(name.local_part());
        let query = query.bind(name.domain().unwrap_or_default()).bind(stand_in);
        let query = query.bind(if by_scram { name.local_part() } else { "" });
        let row = query.fetch_one(&self.pool().await?).await;
        match row.map_err(StoreError::from).and_then(|row| LookedUp::read(&row)) {
            Err(error @ StoreError::Unreadable(_)) => {
                self.unreadable.or_none::<()>(Err(error), "its row", name.key(), "");
                Ok(LookedUp::nothing())
            }
            looked_up => looked_up,
        }
    }

    /// Like [`look_up`](Self::look_up), for the name of an app password; returns its id as well.
    pub(super) async fn look_up_app(
        &self,
        name: &AppName,
        stand_in: &str,
    ) -> Result<(LookedUp, Option<App>), StoreError> {
        let owner = name.owner();
        let query = sqlx::query(APP).bind(owner.key()).bind(owner.local_part());
        let query = query.bind(owner.domain().unwrap_or_default()).bind(stand_in).bind(name.label().key());
        let row = query.fetch_one(&self.pool().await?).await;
        match row.map_err(StoreError::from).and_then(|row| Ok((LookedUp::read(&row)?, app(&row)?))) {
            Err(error @ StoreError::Unreadable(_)) => {
                self.unreadable.or_none::<()>(Err(error), "an app password", owner.key(), "");
                Ok((LookedUp::nothing(), None))
            }
            looked_up => looked_up,
        }
    }

    /// Returns the name of the account with this id for the log, or the id if there is none.
    pub(super) async fn name_of(&self, id: &str) -> String {
        let now = self.now(id).await.ok().flatten();
        now.map_or_else(|| id.to_owned(), |terms| terms.standing.name)
    }

    /// Returns the present terms of the account with this id; `None` if its row cannot be read.
    pub(super) async fn now(&self, id: &str) -> Result<Option<Terms>, StoreError> {
        let sql = "SELECT id, name, state, generation, epoch, allow_from FROM account WHERE id = $1";
        let row = sqlx::query(sql).bind(id).fetch_optional(&self.pool().await?).await;
        match row.map_err(StoreError::from).and_then(|row| row.as_ref().map(terms).transpose()) {
            Err(error @ StoreError::Unreadable(_)) => {
                self.unreadable.or_none(Err::<(), _>(error), "the row of this id", id, "");
                Ok(None)
            }
            terms => terms,
        }
    }
}

fn app(row: &AnyRow) -> Result<Option<App>, StoreError> {
    let Some(id) = row.try_get::<Option<String>, _>("app")? else { return Ok(None) };
    let Ok(scope) = row.try_get::<&str, _>("scope")?.parse();
    let allow_from = AllowFrom::kept(row.try_get("app_allow_from")?);
    Ok(AppId::parse(&id).map(|id| App { id, scope, allow_from }))
}

impl LookedUp {
    /// The result for an unreadable row: as for a name without an account. Its domain counts as served, like that of a row.
    fn nothing() -> Self {
        Self { whose: Whose::StandIn, is_served: true, terms: None, credentials: Zeroizing::default() }
    }

    fn read(row: &AnyRow) -> Result<Self, StoreError> {
        let whose = match row.try_get::<i64, _>("whose")? {
            2 => Whose::Own,
            1 => Whose::Near,
            _ => Whose::StandIn,
        };
        let credentials: Option<String> = row.try_get("credentials")?;
        Ok(Self {
            whose,
            is_served: row.try_get::<i64, _>("served")? == 1,
            terms: found(row)?,
            credentials: credentials.unwrap_or_default().into(),
        })
    }
}

/// Returns the account of a row, if it has one.
fn found(row: &AnyRow) -> Result<Option<Terms>, StoreError> {
    if row.try_get::<Option<&str>, _>("id")?.is_none() {
        return Ok(None);
    }
    terms(row).map(Some)
}
