//! The limits of a server, for all its connections, with the clock.
use super::{
    failure_counters::FailureCounters, figures::Figures, logged_in::LoggedIn, refused::Refused,
    slots::ConnectionSlots, window::Window,
};
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// Limits, or none. Cloning copies a reference.
#[derive(Clone)]
pub struct Limits(Arc<Shared>);

pub(super) struct Shared {
    /// `None` if nothing is limited.
    on: Option<On>,
    refused: Refused,
}

pub(super) struct On {
    pub(super) figures: Figures,
    began: Instant,
    counters: Mutex<FailureCounters>,
    slots: Mutex<ConnectionSlots>,
    logged_in: Mutex<LoggedIn>,
}

impl Limits {
    /// Returns no limits.
    pub fn off() -> Self {
        Self(Arc::new(Shared { on: None, refused: Refused::default() }))
    }

    /// Creates limits with these figures. The clock begins now.
    pub fn new(figures: Figures) -> Self {
        let on = On {
            figures,
            began: Instant::now(),
            counters: Mutex::new(FailureCounters::new(&figures)),
            slots: Mutex::new(ConnectionSlots::new(figures.connections)),
            logged_in: Mutex::new(LoggedIn::new(figures.sessions)),
        };
        Self(Arc::new(Shared { on: Some(on), refused: Refused::default() }))
    }

    /// Counts a rejected connection; returns the new count.
    pub(super) fn count_rejected(&self) -> u64 {
        self.0.refused.connection()
    }

    /// Counts an evicted connection; returns the new count.
    pub fn give_up(&self) -> u64 {
        self.0.refused.given_up()
    }

    pub(super) fn on(&self) -> Option<&On> {
        self.0.on.as_ref()
    }
}

impl On {
    pub(super) fn now(&self) -> Window {
        Window::after(self.elapsed())
    }

    /// Returns the time since the server started.
    pub(super) fn elapsed(&self) -> Duration {
        self.began.elapsed()
    }

    pub(super) fn counters(&self) -> MutexGuard<'_, FailureCounters> {
        self.counters.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn logged_in(&self) -> MutexGuard<'_, LoggedIn> {
        self.logged_in.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn slots(&self) -> MutexGuard<'_, ConnectionSlots> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
