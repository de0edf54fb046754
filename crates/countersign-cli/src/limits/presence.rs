//! A connection's place before login, which it may have to give to another.
use super::{place::Place, shared::Limits};
use std::{future::poll_fn, sync::Arc};

/// What a connection says of itself while it holds a place, and hears when it has to give it up. Only the last of its
/// clones that has waited is woken: a connection is one task.
#[derive(Clone, Default)]
pub(crate) struct Presence(pub(super) Option<(Limits, Arc<Place>)>);

impl Presence {
    /// The client has said something.
    pub(crate) fn heard(&self) {
        if let Some((limits, place)) = &self.0
            && let Some(on) = limits.on()
        {
            place.hear(on.elapsed());
        }
    }

    /// It is, or is no longer, in the middle of a login.
    pub(super) fn set_busy(&self, is_busy: bool) {
        if let Some((_, place)) = &self.0 {
            place.set_busy(is_busy);
        }
    }

    /// Waits until another connection has got its place.
    pub(crate) async fn given_up(&self) {
        let Some((_, place)) = &self.0 else { return std::future::pending().await };
        poll_fn(|context| place.poll_given_up(context)).await;
    }
}
