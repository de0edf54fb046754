//! How many accounts there are of each kind, and what follows from it for what is offered, and for what names look like
//! that nobody has.
use super::{error::StoreError, store::Store};
use crate::accounts::offered::Offered;
use countersign::{
    Credentials, DirectorySecret, Recipe,
    core::server::Policy,
    scram::{Population, Template},
    server_registry_like,
};
use sqlx::Row as _;
use std::sync::{Arc, Mutex, PoisonError};
use zeroize::Zeroizing;

/// Accounts of one kind.
pub(super) struct Kind {
    kind: String,
    accounts: i64,
    /// The id of one of them.
    one: String,
    /// Its records, as text.
    credentials: Zeroizing<String>,
}

/// The kinds that are told apart: the commonest. Whoever has more of them has made each account in its own way.
const MOST: usize = 64;

impl Store {
    /// All of them, in one order on every machine. It is one query.
    async fn kinds(&self) -> Result<Vec<Kind>, StoreError> {
        let sql = "SELECT k.kind, k.accounts, k.one, a.credentials FROM \
                   (SELECT kind, COUNT(*) AS accounts, MIN(id) AS one FROM account WHERE kind <> '' GROUP BY kind) k \
                   JOIN account a ON a.id = k.one";
        let rows = sqlx::query(sql).fetch_all(&self.pool().await?).await?;
        let read = |row: &sqlx::any::AnyRow| {
            let credentials = Zeroizing::new(row.try_get("credentials")?);
            let (kind, accounts) = (row.try_get("kind")?, row.try_get("accounts")?);
            Ok(Kind { kind, accounts, one: row.try_get("one")?, credentials })
        };
        let mut kinds = rows.iter().map(read).collect::<Result<Vec<_>, StoreError>>()?;
        kinds.sort_by(|one, other| (other.accounts, &one.kind).cmp(&(one.accounts, &other.kind)));
        kinds.truncate(MOST);
        // A name keeps its kind while the others change as long as that can be: so not in the order of their numbers.
        kinds.sort_by(|one, other| one.kind.cmp(&other.kind));
        Ok(kinds)
    }
}

/// What is offered, as it follows the accounts.
pub(super) struct Following {
    store: Arc<Store>,
    secret: DirectorySecret,
    recipe: Recipe,
    now: Mutex<Now>,
    stand_in: Mutex<Arc<StandIn>>,
}

/// Whose rows are read for names that no account has: an account of the commonest kind, and an app password.
#[derive(Default)]
pub(super) struct StandIn {
    pub(super) account: String,
    pub(super) app: String,
}

#[derive(Default)]
struct Now {
    counts: Option<Vec<(String, i64)>>,
    offered: Arc<Offered>,
}

impl Following {
    pub(super) fn new(store: Arc<Store>, secret: DirectorySecret, recipe: Recipe) -> Self {
        Self { store, secret, recipe, now: Mutex::default(), stand_in: Mutex::default() }
    }

    pub(super) fn offered(&self) -> Arc<Offered> {
        Arc::clone(&self.now.lock().unwrap_or_else(PoisonError::into_inner).offered)
    }

    pub(super) fn stand_in(&self) -> Arc<StandIn> {
        Arc::clone(&self.stand_in.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Look what accounts there are now.
    pub(super) async fn look(&self) -> Result<(), StoreError> {
        let kinds = self.store.kinds().await?;
        let commonest = kinds.iter().max_by_key(|kind| kind.accounts);
        let account = commonest.map(|kind| kind.one.clone()).unwrap_or_default();
        let stand_in = Arc::new(StandIn { account, app: self.store.any_app().await? });
        *self.stand_in.lock().unwrap_or_else(PoisonError::into_inner) = stand_in;
        let counts = kinds.iter().map(|kind| (kind.kind.clone(), kind.accounts)).collect();
        if self.now.lock().unwrap_or_else(PoisonError::into_inner).counts.as_ref() == Some(&counts) {
            return Ok(());
        }
        let offered = Arc::new(self.offer(&kinds)?);
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = Now { counts: Some(counts), offered };
        Ok(())
    }

    /// A hash that some account has no record for is withheld: that account would be refused where it chose it.
    fn offer(&self, kinds: &[Kind]) -> Result<Offered, StoreError> {
        let unreadable = |_| StoreError::Unusable("the credentials of an account cannot be read".into());
        let mut templates: Vec<Template> = Vec::new();
        let mut policy = Policy::new();
        for kind in kinds {
            let credentials = Credentials::parse(&kind.credentials).map_err(unreadable)?;
            let weight = u32::try_from(kind.accounts).unwrap_or(u32::MAX);
            templates.push(credentials.kind().template(weight));
            for hash in self.recipe.hashes().iter().filter(|hash| !credentials.serve(hash.name())) {
                policy = policy.withhold(hash.name()).withhold(format!("{hash}-PLUS"));
            }
        }
        let registry = server_registry_like(&self.secret, &self.recipe, Population::new(templates));
        Ok(Offered { registry, policy })
    }
}
