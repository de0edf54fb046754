//! The accounts that a server knows, wherever they are kept.
use super::{
    allow_from::AllowFrom,
    answer::Answer,
    app::AppId,
    database::{Database, NewKey, Store, StoreError},
    known_key::KnownKey,
    located::Located,
    memory::Memory,
    offered::Offered,
    sessions::Via,
    terms::Terms,
};
use crate::net::Ticket;
use countersign::{
    Secret,
    account::{AccountName, AccountSnapshot, AppName},
    keys::{KeyRecord, Spki},
    sasl::server::Accepted,
};
use std::{net::IpAddr, sync::Arc};

/// A directory of accounts.
pub(crate) enum Directory {
    /// Those of the command line.
    Memory(Memory),
    /// Those of a database.
    Database(Database),
}

impl Directory {
    /// Where attempts are kept, if they are.
    pub(crate) fn store(&self) -> Option<Arc<Store>> {
        match self {
            Self::Memory(_) => None,
            Self::Database(database) => Some(database.store()),
        }
    }

    /// Nothing more is looked up.
    pub(crate) async fn close(&self) {
        if let Self::Database(database) = self {
            database.close().await;
        }
    }

    /// What the accounts here can be logged in to with.
    pub(crate) fn offered(&self) -> Arc<Offered> {
        match self {
            Self::Memory(memory) => memory.offered(),
            Self::Database(database) => database.offered(),
        }
    }

    /// The account of this name.
    pub(super) async fn find(&self, name: &AccountName) -> Result<Option<Located>, StoreError> {
        match self {
            Self::Memory(memory) => Ok(memory.find(name)),
            Self::Database(database) => database.find(name).await,
        }
    }

    /// What a login by this mechanism is answered for this name.
    pub(super) async fn answer(&self, name: &AccountName, mechanism: &str) -> Result<Answer, StoreError> {
        match self {
            Self::Memory(memory) => Ok(memory.answer(name, mechanism)),
            Self::Database(database) => database.answer(name, mechanism).await,
        }
    }

    /// The same for the name of an app password.
    pub(super) async fn answer_app(&self, name: &AppName, mechanism: &str) -> Result<Answer, StoreError> {
        match self {
            Self::Memory(memory) => Ok(memory.answer_app(name)),
            Self::Database(database) => database.answer_app(name, mechanism).await,
        }
    }

    /// What this app password logs in to under this name of its account, and with this label if there is one.
    pub(super) async fn find_app_by_password(
        &self,
        password: &Secret,
        name: &AccountName,
        label: Option<&AccountName>,
    ) -> Result<Option<Located>, StoreError> {
        match self {
            Self::Memory(_) => Ok(None),
            Self::Database(database) => database.find_app_by_password(password, name, label).await,
        }
    }

    /// Where it may be used by now, if it is still there.
    pub(super) async fn app_now(&self, app: AppId) -> Result<Option<AllowFrom>, StoreError> {
        match self {
            Self::Memory(_) => Ok(None),
            Self::Database(database) => database.app_now(app).await,
        }
    }

    /// It has let somebody in.
    pub(super) fn note_use(&self, app: AppId) {
        if let Self::Database(database) = self {
            database.note_use(app);
        }
    }

    /// What is stored for this key.
    pub(crate) async fn find_key(&self, spki: &Spki) -> Result<Option<KnownKey>, StoreError> {
        match self {
            Self::Memory(memory) => Ok(memory.find_key(spki)),
            Self::Database(database) => database.find_key(spki).await,
        }
    }

    /// Let a key in that its owner has proved, and has a right to register. The accounts of the command line stay as they
    /// are.
    pub(crate) async fn register(&self, new: NewKey<'_>) -> Result<KeyRecord, StoreError> {
        match self {
            Self::Memory(_) => Err(StoreError::Unusable("it is the command line".into())),
            Self::Database(database) => database.register(new).await,
        }
    }

    /// What holds by now of an account that was found.
    pub(super) async fn now(&self, found: &AccountSnapshot) -> Result<Option<Terms>, StoreError> {
        match self {
            Self::Memory(memory) => Ok(memory.now(&found.id).map(Terms::from)),
            Self::Database(database) => database.now(&found.id).await,
        }
    }

    /// A connection from there is being logged in to this account by this.
    pub(crate) fn open(&self, standing: &AccountSnapshot, via: Via, remote: IpAddr) -> Ticket {
        match self {
            Self::Memory(_) => Ticket::lasting(),
            Self::Database(database) => database.session(standing, via, remote),
        }
    }

    /// They are in, with this password: make the records anew that are missing or too weak. Those of the command line
    /// are as new as the server.
    pub(super) fn upgrade(&self, accepted: &Accepted, located: Located, password: &Secret) {
        if let Self::Database(database) = self {
            database.upgrade(accepted, located, password);
        }
    }
}
