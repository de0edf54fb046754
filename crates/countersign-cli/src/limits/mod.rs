//! What makes guessing useless: failed logins are counted by address and by name, and who has had enough of them is held.
//!
//! ```text
//!   Limits (shared, has the clock) ──► Visit (a connection) ──► Trial (a login) ──► its verdict
//!        └─ Book: counters under a given clock ──► Table: bounded ──► Counter: a minute and a day
//!        └─ Places: connections before login ──► Place: when it was heard last, and that it has to go
//!        └─ LoggedIn: sessions of an account, from an address
//!
//!   Queue: what is next to get a share of the machine        Quota: octets that are shared
//! ```
//! `docs/limits.md` has what counts, the figures and why. Nothing here sleeps; only [`Limits`] reads a clock.
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
