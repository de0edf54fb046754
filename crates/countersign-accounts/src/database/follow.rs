//! Following changes by the command line and by other servers.
use super::{
    error::StoreError, in_time::in_time, kinds::Following, notifier::ChangeNotifier, place::Identity,
    store::Store,
};
use crate::{allow_from::AllowFrom, sessions::Sessions, terms::Terms};
use countersign::account::{Change, ChangeCursor};
use std::sync::Arc;
use tracing::warn;

/// Follows changes until this task is aborted, and ends connections that a change no longer allows.
pub(super) async fn follow(store: Arc<Store>, sessions: Sessions, mechanisms: Arc<Following>) {
    let mut notifier = ChangeNotifier::of(store.place());
    let mut follower =
        Follower { store, sessions, mechanisms, position: ChangeCursor::default(), which: None };
    let mut reachable = true;
    loop {
        // An unreachable server may not answer at all.
        let looked = in_time(follower.look()).await;
        if looked.is_ok() != reachable {
            reachable = looked.is_ok();
            match looked {
                Ok(()) => warn!("account database available again"),
                Err(error @ StoreError::Unreadable(_)) => {
                    warn!(%error, "cannot update decoys and offered mechanisms");
                }
                Err(error) => warn!(%error, "account database unavailable, logins fail temporarily"),
            }
        }
        if !reachable {
            follower.position.lose();
        }
        notifier.wait().await;
    }
}

struct Follower {
    store: Arc<Store>,
    sessions: Sessions,
    mechanisms: Arc<Following>,
    position: ChangeCursor,
    which: Option<Identity>,
}

impl Follower {
    async fn look(&mut self) -> Result<(), StoreError> {
        let last = self.store.last_change().await?;
        let which = self.store.identity();
        if which != self.which {
            self.position.lose();
            self.which = which;
        }
        // First the sessions that may have to end, then the offered mechanisms.
        match self.position.advance(last) {
            Change::Nothing => return Ok(()),
            Change::Since(known) => {
                let changes = self.store.changes(known).await?;
                for now in &changes.accounts {
                    self.apply(&now.standing.id, Some(now)).await?;
                }
                for id in &changes.removed {
                    self.sessions.apply(id, None);
                }
                self.store.name_unreadable_since(known).await?;
            }
            Change::Reset => {
                for id in self.sessions.ids() {
                    let now = self.store.now(&id).await?;
                    self.apply(&id, now.as_ref()).await?;
                }
            }
        }
        self.mechanisms.look().await
    }

    /// Updates the sessions: the account may have fewer keys and app passwords than before.
    async fn apply(&self, id: &str, now: Option<&Terms>) -> Result<(), StoreError> {
        self.sessions.apply(id, now);
        if self.sessions.has_more(id) {
            let (keys, apps) = (self.store.session_keys(id).await?, self.store.session_apps(id).await?);
            let keys = keys.into_iter().map(|key| (key, AllowFrom::default()));
            self.sessions.apply_credentials(id, &keys.chain(apps).collect());
        }
        Ok(())
    }
}
