//! Login names that can be linked by their salts.
use super::error::StoreError;
use countersign::account::{AccountName, AppName, SaltGroup};
use sqlx::AnyConnection;
use std::collections::HashMap;

/// Returns the salt group of an account's own name, which its own records belong to.
pub(super) fn main_group(name: &str) -> SaltGroup {
    match AccountName::asked(name) {
        Ok(name) => SaltGroup::of(&name, |_| true),
        // Such a name cannot be looked up either.
        Err(_) => SaltGroup::from_kept(name),
    }
}

/// Groups names by the id of their account.
pub(super) fn by_account(rows: Vec<(String, String)>) -> HashMap<String, Vec<String>> {
    let mut all: HashMap<String, Vec<String>> = HashMap::new();
    for (account, name) in rows {
        all.entry(account).or_default().push(name);
    }
    all
}

/// Returns the login names of this account, or of all, that show the account's own records although they belong to another
/// salt group than its own name.
pub(super) async fn linkable(
    connection: &mut AnyConnection,
    account: &str,
) -> Result<HashMap<String, Vec<String>>, StoreError> {
    let sql = "SELECT a.id, l.spelling, l.salt_group, a.name FROM account a JOIN login_name l ON l.account = a.id \
               LEFT JOIN credential_set x ON x.account = a.id AND x.app = '' AND x.salt_group = l.salt_group \
               AND x.generation = a.generation \
               WHERE ($1 = '' OR a.id = $1) AND a.credentials <> '' AND x.id IS NULL ORDER BY l.folded";
    let rows: Vec<(String, String, String, String)> =
        sqlx::query_as(sql).bind(account).fetch_all(&mut *connection).await?;
    // Names of app passwords.
    let sql = "SELECT a.id, l.spelling, l.salt_group, a.name, p.label FROM account a \
               JOIN login_name l ON l.account = a.id JOIN app_password p ON p.account = a.id \
               LEFT JOIN credential_set x ON x.account = a.id AND x.app = p.id AND x.salt_group = l.salt_group \
               WHERE ($1 = '' OR a.id = $1) AND x.id IS NULL ORDER BY l.folded, p.folded";
    let apps: Vec<(String, String, String, String, String)> =
        sqlx::query_as(sql).bind(account).fetch_all(&mut *connection).await?;
    let apps = apps.into_iter().map(|(id, spelling, group, name, label)| {
        let spelling = AppName::join(&spelling, &label);
        (id, spelling, group, name)
    });
    let others =
        rows.into_iter().chain(apps).filter(|(_, _, group, name)| main_group(name).as_str() != group);
    Ok(by_account(others.map(|(id, spelling, ..)| (id, spelling)).collect()))
}
