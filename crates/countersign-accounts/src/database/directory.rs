//! A server's view of the database.
use super::{
    app_passwords::FoundApp,
    error::StoreError,
    follow::follow,
    in_time::in_time,
    kinds::Following,
    place::Place,
    register::NewKey,
    store::Store,
    upgrade::{Records, Renewal, upgrade},
};
use crate::{
    SessionToken, allow_from::AllowFrom, app::AppId, offered::OfferedMechanisms,
    registered_key::RegisteredKey, resolved_account::ResolvedAccount, sessions::Sessions, sessions::Via,
    terms::Terms, work::Pool,
};
use countersign::{
    Credentials, DirectorySecret, EntropyError, Recipe, Secret, SentPassword,
    account::{AccountName, AccountSnapshot},
    entropy,
    keys::{KeyRecord, Spki},
    sasl::server::Accepted,
};
use std::{net::IpAddr, sync::Arc};
use tokio::task::{AbortHandle, spawn_blocking};
use zeroize::Zeroizing;

/// Database connections. Readers do not block each other; these are for bursts.
const CONNECTIONS: u32 = 4;

/// The accounts of a database, and the connections logged in to them.
pub struct Database {
    store: Arc<Store>,
    secret: DirectorySecret,
    mechanisms: Arc<Following>,
    recipe: Recipe,
    /// The credentials that are parsed for a name without a record for the mechanism.
    stand_in: Zeroizing<String>,
    sessions: Sessions,
    following: AbortHandle,
    /// Runs the work of new records.
    pool: Pool,
}

impl Database {
    /// Opens the accounts in this place and follows their changes. Records below the recipe are upgraded when their password
    /// is next used.
    pub async fn open(place: impl Into<Place>, recipe: Recipe, pool: Pool) -> Result<Self, StoreError> {
        let store = Arc::new(Store::open(place, CONNECTIONS).await?);
        let secret = store.secret().await?;
        let mechanisms = Arc::new(Following::new(Arc::clone(&store), secret.clone(), recipe.clone()));
        mechanisms.look().await?;
        let like_others = recipe.clone();
        let stand_in = spawn_blocking(move || stand_in(&like_others)).await;
        let stand_in = stand_in.map_err(|error| StoreError::Unusable(error.to_string()))??;
        let sessions = Sessions::default();
        let following = tokio::spawn(follow(Arc::clone(&store), sessions.clone(), Arc::clone(&mechanisms)));
        let following = following.abort_handle();
        let looking = Arc::clone(&store);
        // Logins do not wait for it.
        tokio::spawn(async move { looking.name_unreadable().await });
        Ok(Self { store, secret, mechanisms, recipe, stand_in, sessions, following, pool })
    }

    /// Closes the store.
    pub async fn close(&self) {
        self.following.abort();
        self.store.close().await;
    }

    /// Returns the store, for what is written apart from logins.
    pub fn store(&self) -> Arc<Store> {
        Arc::clone(&self.store)
    }

    /// Returns the mechanisms that the accounts can log in with.
    pub fn offered(&self) -> Arc<OfferedMechanisms> {
        self.mechanisms.offered()
    }

    pub(super) fn mechanisms(&self) -> &Following {
        &self.mechanisms
    }

    /// Returns the record that is parsed for this mechanism if a name has none.
    pub(super) fn stand_in(&self, mechanism: &str) -> Result<Credentials, StoreError> {
        Credentials::parse_for(&self.stand_in, mechanism)
            .map_err(|error| StoreError::Unusable(format!("no stand-in for a record: {error}")))
    }

    /// Returns the account with this name, where no password is involved: see [`answer`](Self::answer).
    pub async fn find(&self, name: &AccountName) -> Result<Option<ResolvedAccount>, StoreError> {
        let found = in_time(self.store.find(name.key())).await?;
        Ok(found.map(|(terms, _)| ResolvedAccount::new(terms)))
    }

    /// Returns the account that this app password logs in to under this account name, and with this label if there is one.
    /// It costs one query and one hash, whether there is such an account or not.
    pub async fn find_app_by_password(
        &self,
        password: &Secret,
        name: &AccountName,
        label: Option<&AccountName>,
    ) -> Result<Option<ResolvedAccount>, StoreError> {
        let tag = self.secret.app_password_tag(password);
        let found = in_time(self.store.find_app_by_tag(&tag, name, label)).await?;
        Ok(found.map(|FoundApp { terms, app }| ResolvedAccount::new(terms).by(Some(app))))
    }

    /// Returns the networks that it may be used from now, if it still exists.
    pub async fn app_now(&self, app: AppId) -> Result<Option<AllowFrom>, StoreError> {
        in_time(self.store.app_now(app)).await
    }

    /// Records a use in the background. If that fails, the next use is recorded.
    pub fn note_use(&self, app: AppId) {
        let store = Arc::clone(&self.store);
        tokio::spawn(async move { store.note_use(app).await });
    }

    /// Returns the record of this key.
    pub async fn find_key(&self, spki: &Spki) -> Result<Option<RegisteredKey>, StoreError> {
        in_time(self.store.find_key(spki)).await
    }

    /// Registers a key after proof of possession by an account that may register keys.
    pub async fn register(&self, new: NewKey<'_>) -> Result<KeyRecord, StoreError> {
        let mut write = self.store.write().await?;
        let record = write.register(new).await?;
        write.commit().await?;
        Ok(record)
    }

    /// Returns the present terms of the account with this id.
    pub async fn now(&self, id: &str) -> Result<Option<Terms>, StoreError> {
        in_time(self.store.now(id)).await
    }

    /// Registers a session for this account, credential and client address.
    pub fn session(&self, standing: &AccountSnapshot, via: Via, remote: IpAddr) -> SessionToken {
        self.sessions.open(standing, via, remote)
    }

    /// Upgrades missing or weak records of this password after an accepted login, in the background.
    pub fn upgrade(&self, accepted: &Accepted, resolved: ResolvedAccount, password: &Secret) {
        let Some(sent) = SentPassword::new(accepted, password) else { return };
        let ResolvedAccount { standing: account, credentials, app, .. } = resolved;
        let records = app.map_or(Records::Own(credentials.0), |app| Records::App(app.id));
        let (recipe, secret) = (self.recipe.clone(), self.secret.clone());
        let renewal = Renewal { account, records, sent, recipe, secret };
        tokio::spawn(upgrade(Arc::clone(&self.store), renewal, self.pool.clone()));
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.following.abort();
    }
}

/// Derives credentials like an account's, from a random password.
fn stand_in(recipe: &Recipe) -> Result<Zeroizing<String>, StoreError> {
    let random = || entropy().map_err(|error: EntropyError| StoreError::Unusable(error.to_string()));
    let password: String = random()?.into_octets().iter().map(|octet| format!("{octet:02x}")).collect();
    let credentials = Credentials::derive(&Secret::new(password), recipe, random()?);
    Ok(credentials.map_err(|error| StoreError::Unusable(error.to_string()))?.run().to_text())
}
