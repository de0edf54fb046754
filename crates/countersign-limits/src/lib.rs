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
//!
//! ```
//! use countersign_limits::{Figures, Limits};
//! use std::net::{IpAddr, Ipv4Addr};
//!
//! let limits = Limits::new(Figures::default());
//! let guard = limits.guard(IpAddr::V4(Ipv4Addr::LOCALHOST)).expect("the first connection");
//! let mut attempt = guard.login_attempt("PLAIN");
//! assert!(attempt.may_begin() && attempt.may_try("amy"));
//! ```
//!
//! # Features
//!
//! None: all of it is always there.
//!
//! # Rust
//!
//! Rust 1.94 or newer. A later release may ask for a newer one, never a patch of one.
//!
//! # What it promises
//!
//! * Memory is bounded, whatever addresses and names there are.
//! * What is answered does not depend on whether a name has an account, and not on which names are one account's.
//! * Work of one network does not keep out work of others.
//! * Nothing here does I/O or sleeps. There is no unsafe code.
#![warn(missing_debug_implementations)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::todo,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects
    )
)]

mod counter;
mod debug;
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

pub use figures::{Connections, Figures, Rate, Sessions};
pub use guard::ConnectionGuard;
pub use login_attempt::{Entry, LoginAttempt};
pub use networks::Networks;
pub use presence::Presence;
pub use queue::{Capacity, Class, Load, Queue, QueuePosition};
pub use quota::{Quota, Share};
pub use shared::Limits;

/// The README's example is run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
