//! The limits of a server, for all its connections: where they meet the clock.
use super::{book::Book, figures::Figures, moment::Moment, places::Places, refused::Refused};
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

/// Limits, or none. Cloning is a reference count.
#[derive(Clone)]
pub(crate) struct Limits(Arc<Shared>);

pub(super) struct Shared {
    /// None where nothing is limited.
    on: Option<On>,
    refused: Refused,
}

pub(super) struct On {
    pub(super) figures: Figures,
    began: Instant,
    book: Mutex<Book>,
    places: Mutex<Places>,
}

impl Limits {
    /// Everybody may guess as they like.
    pub(crate) fn off() -> Self {
        Self(Arc::new(Shared { on: None, refused: Refused::default() }))
    }

    pub(crate) fn new(figures: Figures) -> Self {
        let on = On {
            figures,
            began: Instant::now(),
            book: Mutex::new(Book::new(&figures)),
            places: Mutex::new(Places::new(figures.connections)),
        };
        Self(Arc::new(Shared { on: Some(on), refused: Refused::default() }))
    }

    /// One more that there was no room for; how many so far.
    pub(super) fn turn_away(&self) -> u64 {
        self.0.refused.connection()
    }

    pub(super) fn on(&self) -> Option<&On> {
        self.0.on.as_ref()
    }
}

impl On {
    pub(super) fn now(&self) -> Moment {
        Moment::after(self.began.elapsed())
    }

    pub(super) fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn places(&self) -> MutexGuard<'_, Places> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
