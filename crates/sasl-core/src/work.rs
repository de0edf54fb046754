//! Computation, set aside for the embedder to place.
use crate::{
    cost::Cost,
    exchange::{Job, JobProgress, Side},
    frame::Frame,
};
use alloc::boxed::Box;
use core::fmt;

/// Key derivation that waits to be run: here, or on any thread. Dropping it cancels the exchange.
#[must_use = "an exchange stands still until its work is run"]
pub struct Work<S: Side> {
    cost: Cost,
    done: u32,
    job: Box<dyn Job<S>>,
    pub(crate) frame: Frame,
}

/// What a slice of work leads to.
#[must_use = "an exchange stands still until its work is run"]
pub enum WorkProgress<S: Side> {
    /// There is more to do.
    Pending(Work<S>),
    /// It is through.
    Complete(S::Handed),
}

impl<S: Side> Work<S> {
    pub(crate) fn new(cost: Cost, job: Box<dyn Job<S>>, frame: Frame) -> Self {
        Self { cost, done: 0, job, frame }
    }

    /// What all of it costs, for admission control and for choosing a thread.
    pub fn cost(&self) -> Cost {
        self.cost
    }

    /// Units done so far, at most the cost.
    pub fn done(&self) -> u32 {
        self.done
    }

    /// The mechanism's name.
    pub fn mechanism(&self) -> &'static str {
        self.frame.mechanism
    }

    /// Do all of it here and now.
    pub fn run(mut self) -> S::Handed {
        loop {
            match self.run_for(u32::MAX) {
                WorkProgress::Pending(rest) => self = rest,
                WorkProgress::Complete(handed) => return handed,
            }
        }
    }

    /// Do about this many units, at least one: to give other exchanges their turn, to show progress, to be able
    /// to stop.
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
