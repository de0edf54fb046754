//! Connections that are logged in, and the end of those whose account or key has changed.
use super::{allow_from::AllowFrom, app::AppId, terms::Terms};
use crate::net::Ticket;
use countersign::{account::AccountSnapshot, keys::Fingerprint};
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::watch;

/// What a connection was let in by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Via {
    /// What is the account's own: its password, a token.
    Account,
    /// This key, which can be taken away by itself.
    Key(Fingerprint),
    /// This app password, likewise.
    App(AppId),
}

/// Who is logged in, by the account's id. Cloning is a reference count.
#[derive(Clone, Default)]
pub(crate) struct Sessions(Arc<Mutex<Open>>);

#[derive(Default)]
struct Open {
    accounts: HashMap<String, HashMap<(Via, IpAddr), Entry>>,
    /// How many entries there are; at so many those are thrown out that nobody holds any more.
    entries: usize,
    crowded: usize,
}

/// The connections from one address that were let in by one means during one epoch of an account.
struct Entry {
    standing: AccountSnapshot,
    ended: watch::Sender<bool>,
}

impl Sessions {
    /// A connection from there is being logged in to an account that was found like this. What holds of the account has to be
    /// asked after this: a change before it is then seen there, a later one is told here.
    pub(crate) fn open(&self, standing: &AccountSnapshot, via: Via, remote: IpAddr) -> Ticket {
        let by = (via, remote.to_canonical());
        let mut open = self.lock();
        let open = &mut *open;
        open.make_room();
        let entries = open.accounts.entry(standing.id.clone()).or_default();
        if let Some(entry) = entries.get(&by) {
            if entry.standing.epoch == standing.epoch {
                return Ticket::new(entry.ended.subscribe());
            }
            if entry.standing.epoch > standing.epoch {
                return Ticket::over();
            }
        }
        let (ended, receiver) = watch::channel(false);
        match entries.insert(by, Entry { standing: standing.clone(), ended }) {
            Some(before) => before.end(),
            None => open.entries = open.entries.saturating_add(1),
        }
        Ticket::new(receiver)
    }

    /// This holds of the account with this id by now: end the connections that it does not let go on.
    pub(super) fn tell(&self, id: &str, now: Option<&Terms>) {
        self.end_unless(id, |(_, remote), entry| now.is_some_and(|now| now.keep(&entry.standing, *remote)));
    }

    /// The account with this id has these keys and app passwords by now: end the connections that were let in by another,
    /// or from elsewhere than where it may be used.
    pub(super) fn tell_held(&self, id: &str, held: &HashMap<Via, AllowFrom>) {
        let stays =
            |via: &Via, remote: IpAddr| held.get(via).is_some_and(|allow_from| allow_from.allows(remote));
        self.end_unless(id, |(via, remote), _| *via == Via::Account || stays(via, *remote));
    }

    /// Somebody is logged in to the account with this id by what can be taken away by itself.
    pub(super) fn has_more(&self, id: &str) -> bool {
        let open = self.lock();
        open.accounts.get(id).is_some_and(|entries| entries.keys().any(|(via, _)| *via != Via::Account))
    }

    /// The accounts that somebody is logged in to.
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
