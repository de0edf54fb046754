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
mod counter;
mod delay;
mod failure_counters;
mod figures;
mod guard;
mod logged_in;
mod login_attempt;
mod networks;
mod presence;
mod queue;
mod quota;
mod refused;
mod sessions;
mod shared;
mod slot;
mod slots;
mod table;
mod turns;
mod weight;
mod window;

#[cfg(test)]
mod tests;

pub(crate) use figures::{Connections, Figures, Rate, Sessions};
pub(crate) use guard::ConnectionGuard;
pub(crate) use login_attempt::{Entry, LoginAttempt};
pub(crate) use networks::Networks;
pub(crate) use presence::Presence;
pub(crate) use queue::{Capacity, Class, Load, Queue, QueuePosition};
pub(crate) use quota::{Quota, Share};
pub(crate) use shared::Limits;
