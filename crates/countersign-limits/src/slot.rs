//! The slot of a connection before login.
use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
    time::Duration,
};

/// The state of a connection that has a slot.
pub(super) struct Slot(Mutex<State>);

struct State {
    /// When the client last sent something.
    last_activity: Duration,
    /// A login is in progress.
    is_busy: bool,
    is_given_up: bool,
    waker: Option<Waker>,
}

impl Slot {
    pub(super) fn new(now: Duration) -> Self {
        Self(Mutex::new(State { last_activity: now, is_busy: false, is_given_up: false, waker: None }))
    }

    /// Returns the order of eviction: the least is evicted first.
    pub(super) fn rank(&self) -> (bool, Duration) {
        let state = self.lock();
        (state.is_busy, state.last_activity)
    }

    pub(super) fn record_activity(&self, now: Duration) {
        self.lock().last_activity = now;
    }

    pub(super) fn set_busy(&self, is_busy: bool) {
        self.lock().is_busy = is_busy;
    }

    pub(super) fn give_up(&self) {
        let mut state = self.lock();
        state.is_given_up = true;
        let waker = state.waker.take();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Ready once the slot was given to another connection; wakes the last task that polled.
    pub(super) fn poll_given_up(&self, context: &Context<'_>) -> Poll<()> {
        let mut state = self.lock();
        if state.is_given_up {
            return Poll::Ready(());
        }
        state.waker = Some(context.waker().clone());
        Poll::Pending
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
