//! A connection's slot before login, which it may lose to another connection.
use super::{shared::Limits, slot::Slot};
use std::{future::poll_fn, sync::Arc};

/// The handle of a connection to its slot: reports activity, and is woken on eviction. Only the clone that polled last is
/// woken: a connection is one task.
#[derive(Clone, Default)]
pub struct Presence(pub(super) Option<(Limits, Arc<Slot>)>);

impl Presence {
    /// Records activity of the client.
    pub fn record_activity(&self) {
        if let Some((limits, slot)) = &self.0
            && let Some(on) = limits.on()
        {
            slot.record_activity(on.elapsed());
        }
    }

    /// Records the beginning or the end of a login.
    pub(super) fn set_busy(&self, is_busy: bool) {
        if let Some((_, slot)) = &self.0 {
            slot.set_busy(is_busy);
        }
    }

    /// Waits until the slot was given to another connection.
    pub async fn given_up(&self) {
        let Some((_, slot)) = &self.0 else { return std::future::pending().await };
        poll_fn(|context| slot.poll_given_up(context)).await;
    }
}
