//! What a login asks for.
use super::{account::Row, error::StoreError, store::Store};
use crate::accounts::app::{App, AppId};
use countersign::account::{AccountName, AppName, Standing};
use sqlx::{FromRow as _, Row as _, any::AnyRow};
use zeroize::Zeroizing;

/// Whose row a look-up has read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// That of the name.
    Own,
    /// The name has none; that of an account whose login names are of the same salt group.
    Near,
    /// There is neither: that of a stand-in.
    StandIn,
}

/// A row, whosever it is.
pub(super) struct LookedUp {
    pub(super) whose: Whose,
    /// Some login name has the domain of the one that was asked for.
    pub(super) is_served: bool,
    /// None if there are no accounts at all.
    pub(super) standing: Option<Standing>,
    /// Records as text; empty while there is no password.
    pub(super) credentials: Zeroizing<String>,
}

/// Each look-up reads one row of each table, whether an account has the name or not; only that of the salt group depends on
/// whether the group has accounts.
const NAME: &str = "\
    SELECT a.id, a.name, a.state, a.generation, a.epoch, COALESCE(x.credentials, a.credentials) AS credentials, \
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

/// The same for the name of an app password. Its records have the salts that its name would have without it, so there is
/// nothing to look like.
const APP: &str = "\
    SELECT a.id, a.name, a.state, a.generation, a.epoch, COALESCE(x.credentials, p.credentials) AS credentials, \
        CASE WHEN o.id IS NOT NULL THEN 2 ELSE 0 END AS whose, CASE WHEN s.domain IS NULL THEN 0 ELSE 1 END AS served, \
        p.id AS app, p.scope \
    FROM directory d \
    LEFT JOIN (SELECT domain FROM login_name WHERE domain = $3 LIMIT 1) s ON 1 = 1 \
    LEFT JOIN login_name l ON l.folded = $1 \
    LEFT JOIN app_password o ON o.account = l.account AND o.folded = $5 \
    LEFT JOIN app_password p ON p.id = COALESCE(o.id, $4) \
    LEFT JOIN account a ON a.id = p.account \
    LEFT JOIN credential_set x ON x.account = p.account AND x.app = p.id AND x.salt_group = $2";

impl Store {
    /// What is stored for this key. It is one query and one row, whether there is such an account or not.
    pub(super) async fn find(&self, key: &str) -> Result<Option<(Standing, Zeroizing<String>)>, StoreError> {
        let sql = "SELECT a.id, a.name, a.state, a.generation, a.epoch, a.credentials FROM directory d \
                   LEFT JOIN login_name l ON l.folded = $1 LEFT JOIN account a ON a.id = l.account";
        let row = sqlx::query(sql).bind(key).fetch_one(&self.pool().await?).await?;
        let found = LookedUp::standing(&row)?;
        found.map(|standing| Ok((standing, Zeroizing::new(row.try_get("credentials")?)))).transpose()
    }

    /// What a login by this name reads: one query and one row, whether there is such an account or not. For SCRAM the records of
    /// the name's salt group are read, if there are some; else those of the account.
    pub(super) async fn look_up(
        &self,
        name: &AccountName,
        by_scram: bool,
        stand_in: &str,
    ) -> Result<LookedUp, StoreError> {
        let query = sqlx::query(NAME).bind(name.key()).bind(name.local_part());
        let query = query.bind(name.domain().unwrap_or_default()).bind(stand_in);
        let query = query.bind(if by_scram { name.local_part() } else { "" });
        LookedUp::read(&query.fetch_one(&self.pool().await?).await?)
    }

    /// The same for the name of an app password, and which one it is.
    pub(super) async fn look_up_app(
        &self,
        name: &AppName,
        stand_in: &str,
    ) -> Result<(LookedUp, Option<App>), StoreError> {
        let owner = name.owner();
        let query = sqlx::query(APP).bind(owner.key()).bind(owner.local_part());
        let query = query.bind(owner.domain().unwrap_or_default()).bind(stand_in).bind(name.label().key());
        let row = query.fetch_one(&self.pool().await?).await?;
        let looked_up = LookedUp::read(&row)?;
        let app = match row.try_get::<Option<String>, _>("app")? {
            Some(id) => {
                let Ok(scope) = row.try_get::<&str, _>("scope")?.parse();
                AppId::parse(&id).map(|id| App { id, scope })
            }
            None => None,
        };
        Ok((looked_up, app))
    }

    /// What holds now of the account with this id.
    pub(super) async fn now(&self, id: &str) -> Result<Option<Standing>, StoreError> {
        let sql = "SELECT id, name, state, generation, epoch FROM account WHERE id = $1";
        let row: Option<Row> = sqlx::query_as(sql).bind(id).fetch_optional(&self.pool().await?).await?;
        row.map(Row::into_standing).transpose()
    }
}

impl LookedUp {
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
            standing: Self::standing(row)?,
            credentials: credentials.unwrap_or_default().into(),
        })
    }

    fn standing(row: &AnyRow) -> Result<Option<Standing>, StoreError> {
        if row.try_get::<Option<&str>, _>("id")?.is_none() {
            return Ok(None);
        }
        Row::from_row(row)?.into_standing().map(Some)
    }
}
