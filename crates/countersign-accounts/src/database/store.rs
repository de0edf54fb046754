//! A database that may become unavailable and available again while the program runs.
use super::{
    dialect::TIMEOUT,
    error::StoreError,
    open::open,
    place::{Identity, Place},
    secret::{self, secret},
    shared_secret::{self, shared_secret},
    unreadable::Unreadable,
};
use countersign::{DirectorySecret, mail::base64};
use sqlx::{AnyConnection, AnyPool};
use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};
use tokio::time::timeout;
use tracing::warn;
use zeroize::Zeroizing;

#[cfg(test)]
thread_local! {
    /// Counts the database connections that this thread has requested: one for each query of a login.
    pub static ASKED: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// The database in a folder, or on a server.
pub struct Store {
    place: Place,
    connections: u32,
    opened: Mutex<Option<Opened>>,
    opening: tokio::sync::Mutex<()>,
    /// Set when it must not be opened again.
    closed: AtomicBool,
    pub(super) unreadable: Unreadable,
}

#[derive(Clone)]
struct Opened {
    pool: AnyPool,
    identity: Identity,
}

impl Store {
    /// Opens the accounts in this place.
    pub async fn open(place: impl Into<Place>, connections: u32) -> Result<Self, StoreError> {
        let place = place.into();
        let store = Self {
            place,
            connections,
            opened: Mutex::default(),
            opening: tokio::sync::Mutex::default(),
            closed: AtomicBool::new(false),
            unreadable: Unreadable::default(),
        };
        store.place.close_to_others().iter().for_each(|text| warn!("{text}"));
        store.pool().await?;
        Ok(store)
    }

    /// Like [`open`](Self::open), but creates missing folder, tables and secret.
    pub async fn make(place: impl Into<Place>) -> Result<Self, StoreError> {
        let place = place.into();
        place.make()?;
        let store = Self::open(place, 1).await?;
        match store.secret().await {
            Ok(_) => Ok(store),
            Err(error) => {
                store.close().await;
                Err(error)
            }
        }
    }

    /// Like [`make`](Self::make) for one piece of work, then closes: the folder is complete without SQLite's log.
    pub async fn once<T, E: From<StoreError>>(
        place: impl Into<Place>,
        work: impl AsyncFnOnce(&Self) -> Result<T, E>,
    ) -> Result<T, E> {
        Self::open(place, 1).await?.with(work).await
    }

    /// Runs the work, then closes.
    pub async fn with<T, E: From<StoreError>>(
        self,
        work: impl AsyncFnOnce(&Self) -> Result<T, E>,
    ) -> Result<T, E> {
        let done = work(&self).await;
        self.close().await;
        done
    }

    /// Closes the store. The last program that closes a folder's database removes its log.
    pub async fn close(&self) {
        self.closed.store(true, Ordering::Release);
        // A concurrent opener has finished by then.
        let _one = self.opening.lock().await;
        let opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(Opened { pool, .. }) = opened {
            // A query that hangs does not block shutdown.
            let _ = timeout(TIMEOUT, pool.close()).await;
        }
    }

    /// Returns the directory's secret.
    pub async fn secret(&self) -> Result<DirectorySecret, StoreError> {
        match &self.place {
            Place::Folder(folder) => secret(folder),
            Place::Server(_) => shared_secret(&self.pool().await?).await,
        }
    }

    /// Returns it in base64, created if it is missing.
    pub(super) async fn secret_text(&self) -> Result<Zeroizing<String>, StoreError> {
        self.secret().await?;
        match &self.place {
            Place::Folder(folder) => Ok(base64::encode_secret(&secret::octets(folder)?)),
            Place::Server(_) => Ok(shared_secret::text(&self.pool().await?).await?.unwrap_or_default()),
        }
    }

    /// Replaces the secret of a directory without accounts.
    pub(super) async fn set_secret(
        &self,
        connection: &mut AnyConnection,
        octets: &[u8; 32],
    ) -> Result<(), StoreError> {
        match &self.place {
            Place::Folder(folder) => secret::replace(folder, octets),
            Place::Server(_) => shared_secret::replace(connection, octets).await,
        }
    }

    /// Returns its place.
    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    /// Returns connections to the database that is in the place now. A moved or replaced file could still be read, but
    /// changes to the one under its name would be missed.
    pub(super) async fn pool(&self) -> Result<AnyPool, StoreError> {
        #[cfg(test)]
        ASKED.with(|asked| asked.set(asked.get().saturating_add(1)));
        let identity = self.place.identity()?;
        if let Some(pool) = self.known(identity) {
            return Ok(pool);
        }
        let _one = self.opening.lock().await;
        if let Some(pool) = self.known(identity) {
            return Ok(pool);
        }
        if self.closed.load(Ordering::Acquire) {
            return Err(StoreError::Unusable("it is closed".into()));
        }
        let pool = open(&self.place, self.connections).await?;
        let opened = Opened { pool: pool.clone(), identity };
        let before = self.opened.lock().unwrap_or_else(PoisonError::into_inner).replace(opened);
        if let Some(Opened { pool, .. }) = before {
            // Present users may finish first.
            tokio::spawn(async move { pool.close().await });
        }
        Ok(pool)
    }

    fn known(&self, identity: Identity) -> Option<AnyPool> {
        let opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        opened.as_ref().filter(|opened| opened.identity == identity).map(|opened| opened.pool.clone())
    }

    /// Checks that the written database still has its name, and was not replaced meanwhile.
    pub fn is_still_there(&self) -> Result<(), StoreError> {
        if Some(self.place.identity()?) == self.identity() {
            return Ok(());
        }
        Err(StoreError::Unusable("it was replaced by another database meanwhile; try again".into()))
    }

    /// Returns the identity of the database; another one has other accounts.
    pub(super) fn identity(&self) -> Option<Identity> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|opened| opened.identity)
    }
}
