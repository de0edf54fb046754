//! The accounts of a server, from any source.
use super::{
    allow_from::AllowFrom,
    answer::Answer,
    app::AppId,
    database::{Database, NewKey, Store, StoreError},
    memory::Memory,
    offered::OfferedMechanisms,
    registered_key::RegisteredKey,
    resolved_account::ResolvedAccount,
    sessions::Via,
    terms::Terms,
};
use crate::SessionToken;
use countersign::{
    Secret,
    account::{AccountName, AccountSnapshot, AppName},
    keys::{KeyRecord, Spki},
    sasl::server::Accepted,
};
use std::{net::IpAddr, sync::Arc};

/// A directory of accounts.
pub enum Directory {
    /// Accounts given on the command line.
    Memory(Memory),
    /// Accounts of a database.
    Database(Database),
}

impl Directory {
    /// Returns the store of login attempts, if they are stored.
    pub fn store(&self) -> Option<Arc<Store>> {
        match self {
            Self::Memory(_) => None,
            Self::Database(database) => Some(database.store()),
        }
    }

    /// Closes the directory.
    pub async fn close(&self) {
        if let Self::Database(database) = self {
            database.close().await;
        }
    }

    /// Returns the mechanisms that the accounts can log in with.
    pub fn offered(&self) -> Arc<OfferedMechanisms> {
        match self {
            Self::Memory(memory) => memory.offered(),
            Self::Database(database) => database.offered(),
        }
    }

    /// Returns the account with this name.
    pub(super) async fn find(&self, name: &AccountName) -> Result<Option<ResolvedAccount>, StoreError> {
        match self {
            Self::Memory(memory) => Ok(memory.find(name)),
            Self::Database(database) => database.find(name).await,
        }
    }

    /// Returns the answer to a login by this mechanism for this name.
    pub(super) async fn answer(&self, name: &AccountName, mechanism: &str) -> Result<Answer, StoreError> {
        match self {
            Self::Memory(memory) => Ok(memory.answer(name, mechanism)),
            Self::Database(database) => database.answer(name, mechanism).await,
        }
    }

    /// Like [`answer`](Self::answer), for the name of an app password.
    pub(super) async fn answer_app(&self, name: &AppName, mechanism: &str) -> Result<Answer, StoreError> {
        match self {
            Self::Memory(memory) => Ok(memory.answer_app(name)),
            Self::Database(database) => database.answer_app(name, mechanism).await,
        }
    }

    /// Returns the account that this app password logs in to under this account name, and with this label if there is one.
    pub(super) async fn find_app_by_password(
        &self,
        password: &Secret,
        name: &AccountName,
        label: Option<&AccountName>,
    ) -> Result<Option<ResolvedAccount>, StoreError> {
        match self {
            Self::Memory(_) => Ok(None),
            Self::Database(database) => database.find_app_by_password(password, name, label).await,
        }
    }

    /// Returns the networks that it may be used from now, if it still exists.
    pub(super) async fn app_now(&self, app: AppId) -> Result<Option<AllowFrom>, StoreError> {
        match self {
            Self::Memory(_) => Ok(None),
            Self::Database(database) => database.app_now(app).await,
        }
    }

    /// Records a use.
    pub(super) fn note_use(&self, app: AppId) {
        if let Self::Database(database) = self {
            database.note_use(app);
        }
    }

    /// Returns the record of this key.
    pub async fn find_key(&self, spki: &Spki) -> Result<Option<RegisteredKey>, StoreError> {
        match self {
            Self::Memory(memory) => Ok(memory.find_key(spki)),
            Self::Database(database) => database.find_key(spki).await,
        }
    }

    /// Registers a key after proof of possession by an account that may register keys. Accounts of the command line cannot
    /// be changed.
    pub async fn register(&self, new: NewKey<'_>) -> Result<KeyRecord, StoreError> {
        match self {
            Self::Memory(_) => {
                Err(StoreError::Unusable("accounts of the command line cannot be changed".into()))
            }
            Self::Database(database) => database.register(new).await,
        }
    }

    /// Returns the present terms of an account that was found.
    pub(super) async fn now(&self, found: &AccountSnapshot) -> Result<Option<Terms>, StoreError> {
        match self {
            Self::Memory(memory) => Ok(memory.now(&found.id).map(Terms::from)),
            Self::Database(database) => database.now(&found.id).await,
        }
    }

    /// Registers a session for this account, credential and client address.
    pub fn open(&self, standing: &AccountSnapshot, via: Via, remote: IpAddr) -> SessionToken {
        match self {
            Self::Memory(_) => SessionToken::lasting(),
            Self::Database(database) => database.session(standing, via, remote),
        }
    }

    /// Upgrades missing or weak records of this password after an accepted login. Those of the command line are always up to
    /// date.
    pub(super) fn upgrade(&self, accepted: &Accepted, resolved: ResolvedAccount, password: &Secret) {
        if let Self::Database(database) = self {
            database.upgrade(accepted, resolved, password);
        }
    }
}
