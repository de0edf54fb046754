//! What a login asks for.
use super::{account::terms, error::StoreError, store::Store};
use crate::accounts::terms::Terms;
use sqlx::{Row as _, any::AnyRow};
use zeroize::Zeroizing;

impl Store {
    /// What is stored for this key. It is one query and one row, whether there is such an account or not.
    pub(super) async fn find(&self, key: &str) -> Result<Option<(Terms, Zeroizing<String>)>, StoreError> {
        let sql = "SELECT a.id, a.name, a.state, a.generation, a.epoch, a.allow_from, a.credentials FROM directory d \
                   LEFT JOIN login_name l ON l.folded = $1 LEFT JOIN account a ON a.id = l.account";
        let row = sqlx::query(sql).bind(key).fetch_one(&self.pool().await?).await;
        match row.map_err(StoreError::from).and_then(|row| found(&row)) {
            // Told of as if it were not there.
            Err(error @ StoreError::Unreadable(_)) => {
                Ok(self.unreadable.or_none(Err(error), "its row", key, "").flatten())
            }
            found => found,
        }
    }

    /// The name of the account with this id, for the log; the id where there is none.
    pub(super) async fn name_of(&self, id: &str) -> String {
        let now = self.now(id).await.ok().flatten();
        now.map_or_else(|| id.to_owned(), |terms| terms.standing.name)
    }

    /// What holds now of the account with this id; a row that cannot be read is none.
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

fn found(row: &AnyRow) -> Result<Option<(Terms, Zeroizing<String>)>, StoreError> {
    if row.try_get::<Option<String>, _>("id")?.is_none() {
        return Ok(None);
    }
    let credentials = Zeroizing::new(row.try_get("credentials")?);
    Ok(Some((terms(row)?, credentials)))
}
