//! Computation that the application schedules.
use crate::{
    cost::Cost,
    exchange::{Job, JobProgress, Side},
    frame::Frame,
};
use alloc::boxed::Box;
use core::fmt;

/// A computation, such as key derivation, that can run on any thread. Dropping it cancels the exchange.
#[must_use = "an exchange stands still until its work is run"]
pub struct Work<S: Side> {
    cost: Cost,
    done: u32,
    job: Box<dyn Job<S>>,
    pub(crate) frame: Frame,
}

/// The progress of a computation.
#[must_use = "an exchange stands still until its work is run"]
pub enum WorkProgress<S: Side> {
    /// The computation is not complete.
    Pending(Work<S>),
    /// The computation is complete.
    Complete(S::Handed),
}

impl<S: Side> Work<S> {
    pub(crate) fn new(cost: Cost, job: Box<dyn Job<S>>, frame: Frame) -> Self {
        Self { cost, done: 0, job, frame }
    }

    /// Returns the total cost, for admission control and the choice of a thread.
    pub fn cost(&self) -> Cost {
        self.cost
    }

    /// Returns the units done so far, at most the cost.
    pub fn done(&self) -> u32 {
        self.done
    }

    /// Returns the name of the mechanism.
    pub fn mechanism(&self) -> &'static str {
        self.frame.mechanism
    }

    /// Does all of the work on this thread.
    pub fn run(mut self) -> S::Handed {
        loop {
            match self.run_for(u32::MAX) {
                WorkProgress::Pending(rest) => self = rest,
                WorkProgress::Complete(handed) => return handed,
            }
        }
    }

    /// Does about this many units of work, at least one. Use it to let other exchanges run, to show progress, or
    /// to be able to stop.
    pub fn run_for(self, units: u32) -> WorkProgress<S> {
        let Self { cost, done, job, frame } = self;
        let units = units.max(1);
        match job.run_for(units) {
            JobProgress::Pending(job) => WorkProgress::Pending(Self {
                cost,
                done: done.saturating_add(units).min(cost.get()),
                job,
                frame,
            }),
            JobProgress::Complete(next) => WorkProgress::Complete(S::hand(next, frame)),
        }
    }
}

impl<S: Side> fmt::Debug for Work<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Work")
            .field("cost", &self.cost.get())
            .field("done", &self.done)
            .finish_non_exhaustive()
    }
}

impl<S: Side> fmt::Debug for WorkProgress<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pending(work) => f.debug_tuple("Pending").field(work).finish(),
            Self::Complete(_) => f.write_str("Complete(..)"),
        }
    }
}
