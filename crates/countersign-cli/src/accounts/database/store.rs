//! A database that may go away and come back while the program runs.
use super::{
    error::StoreError,
    folder::{Folder, Identity},
    open::open,
    secret::secret,
};
use crate::exit::Failure;
use countersign::DirectorySecret;
use sqlx::SqlitePool;
use std::sync::{Mutex, PoisonError};

/// The database in a folder.
pub(crate) struct Store {
    folder: Folder,
    connections: u32,
    opened: Mutex<Option<Opened>>,
    opening: tokio::sync::Mutex<()>,
}

#[derive(Clone)]
struct Opened {
    pool: SqlitePool,
    identity: Identity,
}

impl Store {
    /// The accounts that are in this folder.
    pub(crate) async fn open(folder: Folder, connections: u32) -> Result<Self, StoreError> {
        let store =
            Self { folder, connections, opened: Mutex::default(), opening: tokio::sync::Mutex::default() };
        store.pool().await?;
        Ok(store)
    }

    /// The same; folder, tables and secret are made if they are not there.
    pub(crate) async fn make(folder: Folder) -> Result<Self, StoreError> {
        folder.make()?;
        let store = Self::open(folder, 1).await?;
        store.secret()?;
        Ok(store)
    }

    /// The same for one piece of work, after which nothing is left open: then the folder is whole without SQLite's log.
    pub(crate) async fn once<T>(
        folder: Folder,
        work: impl AsyncFnOnce(&Self) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        Self::open(folder, 1).await?.with(work).await
    }

    /// Do this, and close it.
    pub(crate) async fn with<T>(
        self,
        work: impl AsyncFnOnce(&Self) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let done = work(&self).await;
        self.close().await;
        done
    }

    /// Nothing more is asked of it.
    pub(crate) async fn close(&self) {
        let opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(Opened { pool, .. }) = opened {
            pool.close().await;
        }
    }

    /// What the directory keeps secret.
    pub(crate) fn secret(&self) -> Result<DirectorySecret, StoreError> {
        secret(&self.folder)
    }

    /// Connections to the database that is in the folder now. A file that was moved away, or replaced, could be read
    /// on, but nobody would hear of changes to the one that has its name.
    pub(super) async fn pool(&self) -> Result<SqlitePool, StoreError> {
        let identity = self.folder.identity()?;
        if let Some(pool) = self.known(identity) {
            return Ok(pool);
        }
        let _one = self.opening.lock().await;
        if let Some(pool) = self.known(identity) {
            return Ok(pool);
        }
        let pool = open(&self.folder, self.connections).await?;
        let opened = Opened { pool: pool.clone(), identity };
        let before = self.opened.lock().unwrap_or_else(PoisonError::into_inner).replace(opened);
        if let Some(Opened { pool, .. }) = before {
            // Whoever still uses it may end first.
            tokio::spawn(async move { pool.close().await });
        }
        Ok(pool)
    }

    fn known(&self, identity: Identity) -> Option<SqlitePool> {
        let opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        opened.as_ref().filter(|opened| opened.identity == identity).map(|opened| opened.pool.clone())
    }

    /// Which database it is; another one has other accounts.
    pub(super) fn identity(&self) -> Option<Identity> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|opened| opened.identity)
    }
}
