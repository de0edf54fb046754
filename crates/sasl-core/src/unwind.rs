//! A panic elsewhere leaves nothing broken in what an embedder holds, so that a server may catch the panic of one
//! connection and go on with the others.
//!
//! The compiler cannot see it through the boxes in which states and mechanisms are.
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

// What can change an exchange takes it by value: a panic in there takes the exchange with it, and who holds one holds one
// in which nothing has panicked. By reference there is nothing but what it says of itself.
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

// Mechanisms and records are shared among threads, each of which may panic beside the others: what one of them leaves behind
// is met by the next in any case, and `Sync` is what they have promised for it.
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
