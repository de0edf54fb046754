//! What makes guessing useless: failed logins are counted by address and by name, and who has had enough of them is held.
//!
//! ```text
//!   Limits (shared, has the clock) ──► Visit (a connection) ──► Trial (a login) ──► its verdict
//!        └─ Book: counters under a given clock ──► Table: bounded ──► Counter: a minute and a day
//!        └─ Places: connections before login
//! ```
//! `docs/limits.md` has what counts, the figures and why. Nothing here sleeps; only [`Limits`] reads a clock.
mod book;
mod counter;
mod delay;
mod figures;
mod moment;
mod networks;
mod places;
mod refused;
mod shared;
mod table;
mod trial;
mod visit;
mod weight;

#[cfg(test)]
mod tests;

pub(crate) use figures::{Connections, Figures, Rate};
pub(crate) use shared::Limits;
pub(crate) use trial::Trial;
pub(crate) use visit::Visit;
