//! Rate limits against password guessing: failed logins are counted by address and by name, and throttled above the limits.
//!
//! ```text
//!   Limits (shared, has the clock) ──► ConnectionGuard ──► LoginAttempt ──► its verdict
//!        └─ FailureCounters: counters under a given clock ──► Table: bounded ──► Counter: a minute and a day
//!        └─ ConnectionSlots: connections before login ──► Slot: last activity, eviction
//!        └─ LoggedIn: sessions of an account, from an address
//!
//!   Queue: order of work        Quota: shared octets
//! ```
//! `docs/limits.md` explains what counts, the numbers and the reasons. Nothing here sleeps; only [`Limits`] reads a clock.
mod book;
mod counter;
mod delay;
mod figures;
mod logged_in;
mod moment;
mod networks;
mod place;
mod places;
mod presence;
mod queue;
mod quota;
mod refused;
mod sessions;
mod shared;
mod table;
mod trial;
mod turns;
mod visit;
mod weight;

#[cfg(test)]
mod tests;

pub(crate) use figures::{Connections, Figures, Rate, Sessions};
pub(crate) use networks::Networks;
pub(crate) use presence::Presence;
pub(crate) use queue::{Capacity, Class, Load, Queue, Ticket};
pub(crate) use quota::{Quota, Share};
pub(crate) use shared::Limits;
pub(crate) use trial::{Entry, Trial};
pub(crate) use visit::Visit;
