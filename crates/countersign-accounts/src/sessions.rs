//! Logged-in connections, which end when their account or credential changes.
use super::{allow_from::AllowFrom, app::AppId, terms::Terms};
use crate::SessionToken;
use countersign::{account::AccountSnapshot, keys::Fingerprint};
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::watch;

/// The credential that a connection has logged in with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Via {
    /// The account's password, or a token.
    Account,
    /// A client key, which can be removed separately.
    Key(Fingerprint),
    /// An app password, which can be removed separately.
    App(AppId),
}

/// The sessions by account id. Cloning copies a reference.
#[derive(Clone, Default)]
pub(crate) struct Sessions(Arc<Mutex<Open>>);

#[derive(Default)]
struct Open {
    accounts: HashMap<String, HashMap<(Via, IpAddr), Entry>>,
    /// The number of entries; at this limit, entries without a session are dropped.
    entries: usize,
    crowded: usize,
}

/// The connections from one address that logged in with one credential during one epoch of an account.
struct Entry {
    standing: AccountSnapshot,
    ended: watch::Sender<bool>,
}

impl Sessions {
    /// Registers a session for an account as it was found. The caller reads the account again after this call: an earlier
    /// change is seen by that query, a later one ends the session token.
    pub(crate) fn open(&self, standing: &AccountSnapshot, via: Via, remote: IpAddr) -> SessionToken {
        let by = (via, remote.to_canonical());
        let mut open = self.lock();
        let open = &mut *open;
        open.make_room();
        let entries = open.accounts.entry(standing.id.clone()).or_default();
        if let Some(entry) = entries.get(&by) {
            if entry.standing.epoch == standing.epoch {
                return SessionToken::new(entry.ended.subscribe());
            }
            if entry.standing.epoch > standing.epoch {
                return SessionToken::over();
            }
        }
        let (ended, receiver) = watch::channel(false);
        match entries.insert(by, Entry { standing: standing.clone(), ended }) {
            Some(before) => before.end(),
            None => open.entries = open.entries.saturating_add(1),
        }
        SessionToken::new(receiver)
    }

    /// Applies the present terms of the account with this id: ends the connections that they do not allow.
    pub(super) fn apply(&self, id: &str, now: Option<&Terms>) {
        self.end_unless(id, |(_, remote), entry| now.is_some_and(|now| now.keep(&entry.standing, *remote)));
    }

    /// Applies the present keys and app passwords of the account with this id: ends the connections that used another one,
    /// or that come from a network that it may not be used from.
    pub(super) fn apply_credentials(&self, id: &str, other_credentials: &HashMap<Via, AllowFrom>) {
        let stays = |via: &Via, remote: IpAddr| {
            other_credentials.get(via).is_some_and(|allow_from| allow_from.allows(remote))
        };
        self.end_unless(id, |(via, remote), _| *via == Via::Account || stays(via, *remote));
    }

    /// Returns whether the account with this id has sessions by keys or app passwords.
    pub(super) fn has_more(&self, id: &str) -> bool {
        let open = self.lock();
        open.accounts.get(id).is_some_and(|entries| entries.keys().any(|(via, _)| *via != Via::Account))
    }

    /// Returns the accounts with sessions.
    pub(super) fn ids(&self) -> Vec<String> {
        let mut open = self.lock();
        open.forget();
        open.accounts.keys().cloned().collect()
    }

    fn end_unless(&self, id: &str, stays: impl Fn(&(Via, IpAddr), &Entry) -> bool) {
        let mut open = self.lock();
        let Some(entries) = open.accounts.get_mut(id) else { return };
        entries.retain(|by, entry| {
            let stays = stays(by, entry);
            if !stays {
                entry.end();
            }
            stays
        });
        if entries.is_empty() {
            open.accounts.remove(id);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entry {
    fn end(&self) {
        self.ended.send_replace(true);
    }
}

impl Open {
    fn make_room(&mut self) {
        if self.entries >= self.crowded {
            self.forget();
            self.crowded = self.entries.saturating_mul(2).max(64);
        }
    }

    fn forget(&mut self) {
        self.accounts.retain(|_, entries| {
            entries.retain(|_, entry| entry.ended.receiver_count() > 0);
            !entries.is_empty()
        });
        self.entries = self.accounts.values().map(HashMap::len).sum();
    }
}
