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
    accounts::{
        allow_from::AllowFrom,
        app::AppId,
        known_key::KnownKey,
        located::Located,
        offered::Offered,
        sessions::{Sessions, Via},
        terms::Terms,
    },
    net::Ticket,
    work::Pool,
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

/// Connections to the database. Reading does not wait for reading; these are for bursts.
const CONNECTIONS: u32 = 4;

/// The accounts of a database, and the connections that are logged in to them.
pub(crate) struct Database {
    store: Arc<Store>,
    secret: DirectorySecret,
    offering: Arc<Following>,
    recipe: Recipe,
    /// Records that are read where a name has none for the mechanism.
    nobody: Zeroizing<String>,
    sessions: Sessions,
    following: AbortHandle,
    /// For records that are made anew.
    pool: Pool,
}

impl Database {
    /// The accounts that are in this place; from here on their changes are followed. Records that do not come up to the
    /// recipe are made anew when their password comes by.
    pub(crate) async fn open(
        place: impl Into<Place>,
        recipe: Recipe,
        pool: Pool,
    ) -> Result<Self, StoreError> {
        let store = Arc::new(Store::open(place, CONNECTIONS).await?);
        let secret = store.secret().await?;
        let offering = Arc::new(Following::new(Arc::clone(&store), secret.clone(), recipe.clone()));
        offering.look().await?;
        let like_others = recipe.clone();
        let nobody = spawn_blocking(move || nobody(&like_others)).await;
        let nobody = nobody.map_err(|error| StoreError::Unusable(error.to_string()))??;
        let sessions = Sessions::default();
        let following = tokio::spawn(follow(Arc::clone(&store), sessions.clone(), Arc::clone(&offering)));
        let following = following.abort_handle();
        let looking = Arc::clone(&store);
        // Logins do not wait for it.
        tokio::spawn(async move { looking.name_unreadable().await });
        Ok(Self { store, secret, offering, recipe, nobody, sessions, following, pool })
    }

    /// Nothing more is looked up.
    pub(crate) async fn close(&self) {
        self.following.abort();
        self.store.close().await;
    }

    /// For what is written down beside the logins.
    pub(crate) fn store(&self) -> Arc<Store> {
        Arc::clone(&self.store)
    }

    /// What the accounts here can be logged in to with.
    pub(crate) fn offered(&self) -> Arc<Offered> {
        self.offering.offered()
    }

    pub(super) fn offering(&self) -> &Following {
        &self.offering
    }

    /// What is read for this mechanism where a name has no record for it.
    pub(super) fn nobody(&self, mechanism: &str) -> Result<Credentials, StoreError> {
        Credentials::parse_for(&self.nobody, mechanism)
            .map_err(|error| StoreError::Unusable(format!("no stand-in for a record: {error}")))
    }

    /// The account with this name, for what is no question of passwords: see [`answer`](Self::answer).
    pub(crate) async fn find(&self, name: &AccountName) -> Result<Option<Located>, StoreError> {
        let found = in_time(self.store.find(name.key())).await?;
        Ok(found.map(|(terms, _)| Located::new(terms)))
    }

    /// What this app password logs in to under this name of its account, and with this label if there is one. It is one
    /// query and one hash, whether there is such an account or not.
    pub(crate) async fn find_app_by_password(
        &self,
        password: &Secret,
        name: &AccountName,
        label: Option<&AccountName>,
    ) -> Result<Option<Located>, StoreError> {
        let tag = self.secret.app_password_tag(password);
        let found = in_time(self.store.find_app_by_tag(&tag, name, label)).await?;
        Ok(found.map(|FoundApp { terms, app }| Located::new(terms).by(Some(app))))
    }

    /// Where it may be used by now, if it is still there.
    pub(crate) async fn app_now(&self, app: AppId) -> Result<Option<AllowFrom>, StoreError> {
        in_time(self.store.app_now(app)).await
    }

    /// It has let somebody in. Nobody waits until that is noted, and if it cannot be, the next use is.
    pub(crate) fn note_use(&self, app: AppId) {
        let store = Arc::clone(&self.store);
        tokio::spawn(async move { store.note_use(app).await });
    }

    /// What is stored for this key.
    pub(crate) async fn find_key(&self, spki: &Spki) -> Result<Option<KnownKey>, StoreError> {
        in_time(self.store.find_key(spki)).await
    }

    /// Let a key in that its owner has proved, and has a right to register.
    pub(crate) async fn register(&self, new: NewKey<'_>) -> Result<KeyRecord, StoreError> {
        let mut write = self.store.write().await?;
        let record = write.register(new).await?;
        write.commit().await?;
        Ok(record)
    }

    /// What holds now of the account with this id.
    pub(crate) async fn now(&self, id: &str) -> Result<Option<Terms>, StoreError> {
        in_time(self.store.now(id)).await
    }

    /// A connection from there is being logged in to this account by this.
    pub(crate) fn session(&self, standing: &AccountSnapshot, via: Via, remote: IpAddr) -> Ticket {
        self.sessions.open(standing, via, remote)
    }

    /// They are in, with this password: make the records anew that are missing or too weak. It takes its time, and
    /// nobody waits for it.
    pub(crate) fn upgrade(&self, accepted: &Accepted, located: Located, password: &Secret) {
        let Some(sent) = SentPassword::new(accepted, password) else { return };
        let Located { standing: account, credentials, app, .. } = located;
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

/// Credentials like an account's, of a password that nobody knows.
fn nobody(recipe: &Recipe) -> Result<Zeroizing<String>, StoreError> {
    let random = || entropy().map_err(|error: EntropyError| StoreError::Unusable(error.to_string()));
    let password: String = random()?.into_octets().iter().map(|octet| format!("{octet:02x}")).collect();
    let credentials = Credentials::derive(&Secret::new(password), recipe, random()?);
    Ok(credentials.map_err(|error| StoreError::Unusable(error.to_string()))?.run().to_text())
}
