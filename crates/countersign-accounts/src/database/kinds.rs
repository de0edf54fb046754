//! Counts of accounts by record profile; the offered mechanisms and the decoys of unknown names follow from them.
use super::{error::StoreError, store::Store, unreadable::PASSWORD};
use crate::offered::OfferedMechanisms;
use countersign::{
    Credentials, DirectorySecret, Recipe,
    sasl::server::Policy,
    scram::{DecoyProfile, DecoyProfiles},
    server_registry_with_decoys,
};
use sqlx::Row as _;
use std::sync::{Arc, Mutex, PoisonError};
use zeroize::Zeroizing;

/// Accounts with one record profile.
pub(super) struct Kind {
    kind: String,
    accounts: i64,
    /// The id of one of them.
    one: String,
}

/// The largest number of distinct profiles, commonest first. A directory with more has a profile for nearly each account.
const MAX: usize = 64;

impl Store {
    /// Returns all profiles in one query, in the same order on every machine.
    async fn kinds(&self) -> Result<Vec<Kind>, StoreError> {
        let rows = sqlx::query(self.place().kinds()).fetch_all(&self.pool().await?).await?;
        let read = |row: &sqlx::any::AnyRow| {
            let (kind, accounts) = (row.try_get("kind")?, row.try_get("accounts")?);
            Ok(Kind { kind, accounts, one: row.try_get("one")? })
        };
        let mut kinds = rows.iter().map(read).collect::<Result<Vec<_>, StoreError>>()?;
        kinds.sort_by(|one, other| (other.accounts, &one.kind).cmp(&(one.accounts, &other.kind)));
        kinds.truncate(MAX);
        // The order of counts would change an unknown name's profile more often than necessary.
        kinds.sort_by(|one, other| one.kind.cmp(&other.kind));
        Ok(kinds)
    }

    /// Returns the records of an account with this profile: the first readable ones among the first few accounts.
    async fn one_of(&self, kind: &str) -> Result<Option<Credentials>, StoreError> {
        let sql = "SELECT id, name FROM account WHERE kind = $1 ORDER BY id LIMIT 64";
        let accounts = sqlx::query_as(sql).bind(kind).fetch_all(&self.pool().await?).await;
        let accounts: Vec<(String, String)> = match accounts.map_err(StoreError::from) {
            Err(error @ StoreError::Unreadable(_)) => {
                self.unreadable.or_none::<()>(Err(error), "its row", "of one of the accounts", kind);
                return Ok(None);
            }
            accounts => accounts?,
        };
        for (id, name) in accounts {
            let sql = "SELECT credentials FROM account WHERE id = $1";
            let text = sqlx::query_scalar(sql).bind(&id).fetch_optional(&self.pool().await?).await;
            let text = match text.map_err(StoreError::from) {
                Err(error @ StoreError::Unreadable(_)) => {
                    self.unreadable.or_none::<()>(Err(error), PASSWORD, &name, "");
                    continue;
                }
                text => text?.map(Zeroizing::<String>::new),
            };
            let Some(text) = text else { continue };
            let credentials = self.unreadable.or_none(Credentials::parse(&text), PASSWORD, &name, &text);
            if credentials.is_some() {
                return Ok(credentials);
            }
        }
        Ok(None)
    }
}

/// The offered mechanisms, updated as accounts change.
pub(super) struct Following {
    store: Arc<Store>,
    secret: DirectorySecret,
    recipe: Recipe,
    now: Mutex<Now>,
    stand_in: Mutex<Arc<StandIn>>,
}

/// The ids of the rows read for names without an account: an account of the commonest profile, and an app password.
#[derive(Default)]
pub(super) struct StandIn {
    pub(super) account: String,
    pub(super) app: String,
}

#[derive(Default)]
struct Now {
    counts: Option<Vec<(String, i64)>>,
    offered: Arc<OfferedMechanisms>,
}

impl Following {
    pub(super) fn new(store: Arc<Store>, secret: DirectorySecret, recipe: Recipe) -> Self {
        Self { store, secret, recipe, now: Mutex::default(), stand_in: Mutex::default() }
    }

    pub(super) fn offered(&self) -> Arc<OfferedMechanisms> {
        Arc::clone(&self.now.lock().unwrap_or_else(PoisonError::into_inner).offered)
    }

    pub(super) fn stand_in(&self) -> Arc<StandIn> {
        Arc::clone(&self.stand_in.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the present profiles.
    pub(super) async fn look(&self) -> Result<(), StoreError> {
        let kinds = match self.store.kinds().await {
            // Unknown names then look like the recipe; logins continue.
            Err(error @ StoreError::Unreadable(_)) => {
                self.store.unreadable.or_none::<()>(Err(error), "its kind", "of one of the accounts", "");
                Vec::new()
            }
            kinds => kinds?,
        };
        let commonest = kinds.iter().max_by_key(|kind| kind.accounts);
        let account = commonest.map(|kind| kind.one.clone()).unwrap_or_default();
        let stand_in = Arc::new(StandIn { account, app: self.store.any_app().await? });
        *self.stand_in.lock().unwrap_or_else(PoisonError::into_inner) = stand_in;
        let counts = kinds.iter().map(|kind| (kind.kind.clone(), kind.accounts)).collect();
        if self.now.lock().unwrap_or_else(PoisonError::into_inner).counts.as_ref() == Some(&counts) {
            return Ok(());
        }
        let mut known = Vec::new();
        for Kind { kind, accounts, .. } in &kinds {
            known.extend(self.store.one_of(kind).await?.map(|credentials| (credentials, *accounts)));
        }
        let offered = Arc::new(self.offer(&known));
        // A profile left out because none of it can be read is tried again after the next change.
        let counts = Some(counts).filter(|_| known.len() == kinds.len());
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = Now { counts, offered };
        Ok(())
    }

    /// Withholds a hash that some account has no record for: that account's logins by it would fail.
    fn offer(&self, kinds: &[(Credentials, i64)]) -> OfferedMechanisms {
        let mut templates: Vec<DecoyProfile> = Vec::new();
        let mut policy = Policy::new();
        for (credentials, accounts) in kinds {
            let weight = u32::try_from(*accounts).unwrap_or(u32::MAX);
            templates.push(credentials.kind().template(weight));
            for hash in self.recipe.hashes().iter().filter(|hash| !credentials.serve(hash.name())) {
                policy = policy.withhold(hash.name()).withhold(format!("{hash}-PLUS"));
            }
        }
        let registry = server_registry_with_decoys(&self.secret, &self.recipe, DecoyProfiles::new(templates));
        OfferedMechanisms { registry, policy }
    }
}
