//! Connections that are logged in, and the end of those whose account has changed.
use crate::net::Ticket;
use countersign::account::Standing;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::watch;

/// Who is logged in, by the account's id. Cloning is a reference count.
#[derive(Clone, Default)]
pub(crate) struct Sessions(Arc<Mutex<Open>>);

#[derive(Default)]
struct Open {
    accounts: HashMap<String, Entry>,
    /// At so many entries those are thrown out that nobody holds any more.
    crowded: usize,
}

/// The connections that were let in during one epoch of an account.
struct Entry {
    standing: Standing,
    ended: watch::Sender<bool>,
}

impl Sessions {
    /// A connection is being logged in to an account that was found like this. What holds of the account has to be
    /// asked after this: a change before it is then seen there, a later one is told here.
    pub(crate) fn open(&self, standing: &Standing) -> Ticket {
        let mut open = self.lock();
        if let Some(entry) = open.accounts.get(&standing.id) {
            if entry.standing.epoch == standing.epoch {
                return Ticket::new(entry.ended.subscribe());
            }
            if entry.standing.epoch > standing.epoch {
                return Ticket::over();
            }
        }
        open.make_room();
        let (ended, receiver) = watch::channel(false);
        let entry = Entry { standing: standing.clone(), ended };
        if let Some(before) = open.accounts.insert(standing.id.clone(), entry) {
            before.ended.send_replace(true);
        }
        Ticket::new(receiver)
    }

    /// This holds of the account with this id by now: end the connections that it does not let go on.
    pub(super) fn tell(&self, id: &str, now: Option<&Standing>) {
        let mut open = self.lock();
        if open.accounts.get(id).is_some_and(|entry| !entry.standing.lasts(now))
            && let Some(entry) = open.accounts.remove(id)
        {
            entry.ended.send_replace(true);
        }
    }

    /// The accounts that somebody is logged in to.
    pub(super) fn ids(&self) -> Vec<String> {
        let mut open = self.lock();
        open.forget();
        open.accounts.keys().cloned().collect()
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    fn make_room(&mut self) {
        if self.accounts.len() >= self.crowded {
            self.forget();
            self.crowded = self.accounts.len().saturating_mul(2).max(64);
        }
    }

    fn forget(&mut self) {
        self.accounts.retain(|_, entry| entry.ended.receiver_count() > 0);
    }
}
