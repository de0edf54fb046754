//! PLAIN (RFC 4616), LOGIN and ANONYMOUS (RFC 4505), both ends, for the step API of [`sasl_core`].
//!
//! With PLAIN and LOGIN the client sends its password as it is, so they are offered only on a confidential line and chosen
//! only on one whose far end is verified. Their strength is that the server may store the password in any way: the
//! application checks it itself ([`Asked::verified`](sasl_core::Asked::verified)), or names records of any kind to
//! check it with ([`Asked::verify_against`](sasl_core::Asked::verify_against)), which becomes work that costs the same for
//! users that do not exist.
//!
//! ```text
//! client                                             server
//!   Ask(Credentials)
//!                  ── name, password ─────────────►  Ask(CheckPassword): await your directory
//!                                                    Work, if it has answered with records
//!   Done           ◄── "yes" ──────────────────────  Ask(Authorize), Done
//! ```
//!
//! ```
//! use sasl_core::{*, server::{self, Ask, Check, Decision, Verdict}};
//! use sasl_plain::PlainServer;
//!
//! let registry = ServerRegistry::new().with(PlainServer::checked_by_application());
//! let offer = registry.offer(&server::Connection::new(Profile::MAIL, Security::Verified));
//! let step = offer.start("PLAIN", Some(b"\0tim\0tanstaaftanstaaf"), Entropy::new([0; 32]))?;
//! let Step::Ask(Ask::CheckPassword(asked)) = step else { panic!() };
//! assert_eq!((asked.user(), asked.password().expose()), ("tim", "tanstaaftanstaaf"));
//! let Step::Ask(Ask::Authorize(asked)) = asked.verified(Check::Match) else { panic!() };
//! let Step::Done(Verdict::Accepted(accepted)) = asked.answer(Decision::GrantAuthenticated) else { panic!() };
//! assert_eq!(accepted.account(), "tim");
//! # Ok::<(), sasl_core::server::NotOffered>(())
//! ```
//!
//! # Features
//!
//! None: all of it is always there.
//!
//! # Rust
//!
//! Rust 1.88 or newer; `no_std` with `alloc`. A later release may ask for a newer one, never a patch of one.
//!
//! # What it promises
//!
//! * No password goes over a line that others can read, or to a server that TLS has not verified, unless the caller has named the
//!   mechanism and taken the risk; LOGIN never sends one in reply to a prompt for the name.
//! * Unknown users and wrong passwords look the same and, checked by records, cost the same. An empty password is nobody's.
//! * No octets from the other end make it panic, work or remember without limit, and there is no unsafe code.
//! * Errors have fixed texts: nothing from the line and nothing secret is in them, nor in any `Debug`.
#![no_std]
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
extern crate alloc;

mod anonymous;
mod check;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
mod login;
mod plain;
mod prepare;

pub use anonymous::{AnonymousClient, AnonymousServer, TraceRefused};
pub use login::{LoginClient, LoginServer};
pub use plain::{PlainClient, PlainServer};
