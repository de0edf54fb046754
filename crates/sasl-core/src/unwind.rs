//! Unwind safety: a panic elsewhere leaves the values of this crate intact, so a server can catch the panic of one
//! connection and continue with the others.
//!
//! The compiler cannot derive this, because states and mechanisms are boxed trait objects.
use crate::{
    announced::Advertised,
    awaiting::Awaiting,
    client::Choice,
    custom::Custom,
    next::Next,
    question::{Asked, Question},
    record::Records,
    registry::Registry,
    server::Offer,
    side::Side,
    state::JobProgress,
    work::Work,
};
use core::panic::{RefUnwindSafe, UnwindSafe};

// Every method that can change an exchange consumes it, so a panic in that method drops the exchange. An existing
// value is one in which no panic occurred. Methods that take a reference only read.
impl<S: Side> UnwindSafe for Awaiting<S> {}
impl<S: Side> RefUnwindSafe for Awaiting<S> {}
impl<Q: Question> UnwindSafe for Asked<Q> {}
impl<Q: Question> RefUnwindSafe for Asked<Q> {}
impl<S: Side> UnwindSafe for Custom<S> {}
impl<S: Side> RefUnwindSafe for Custom<S> {}
impl<S: Side> UnwindSafe for Work<S> {}
impl<S: Side> RefUnwindSafe for Work<S> {}
impl<S: Side> UnwindSafe for Next<S> {}
impl<S: Side> RefUnwindSafe for Next<S> {}
impl<S: Side> UnwindSafe for JobProgress<S> {}
impl<S: Side> RefUnwindSafe for JobProgress<S> {}

// Mechanisms and records are shared among threads, each of which can panic independently. A thread meets what
// another has left in any case; `Sync` covers that.
impl UnwindSafe for Advertised {}
impl RefUnwindSafe for Advertised {}
impl UnwindSafe for Registry {}
impl RefUnwindSafe for Registry {}
impl UnwindSafe for Offer {}
impl RefUnwindSafe for Offer {}
impl UnwindSafe for Choice {}
impl RefUnwindSafe for Choice {}
impl UnwindSafe for Records {}
impl RefUnwindSafe for Records {}
