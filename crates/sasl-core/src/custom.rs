//! Questions that third-party mechanisms define.
use crate::{
    exchange::Side,
    frame::Frame,
    question::{Asked, Question},
};
use alloc::boxed::Box;
use core::{any::Any, fmt, marker::PhantomData};

/// A question that a third-party mechanism defines. [`Custom::downcast`] returns it with the type of its answer.
#[must_use = "an exchange stands still until its question is answered"]
pub struct Custom<S: Side> {
    asked: Box<dyn Any + Send + Sync>,
    show: fn(&dyn Any, &mut fmt::Formatter<'_>) -> fmt::Result,
    frame: Frame,
    side: PhantomData<fn() -> S>,
}

impl<S: Side> Custom<S> {
    /// Wraps a question, for use in [`Question::into_ask`].
    pub fn new<Q: Question<Side = S>>(asked: Asked<Q>) -> Self {
        Self { asked: Box::new(asked), show: show::<Q>, frame: Frame::UNSET, side: PhantomData }
    }

    /// Returns the question if its type is `Q`.
    ///
    /// # Errors
    /// The value itself, unchanged, if the question has another type.
    pub fn downcast<Q: Question<Side = S>>(self) -> Result<Asked<Q>, Self> {
        let Self { asked, show, frame, side } = self;
        match asked.downcast::<Asked<Q>>() {
            Ok(asked) => Ok(Asked { frame, ..*asked }),
            Err(asked) => Err(Self { asked, show, frame, side }),
        }
    }

    pub(crate) fn set_frame(&mut self, frame: Frame) {
        self.frame = frame;
    }

    pub(crate) fn frame(&self) -> Frame {
        self.frame
    }
}

fn show<Q: Question>(asked: &dyn Any, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    fmt::Debug::fmt(&asked.downcast_ref::<Asked<Q>>(), f)
}

impl<S: Side> fmt::Debug for Custom<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.show)(&*self.asked, f)
    }
}
