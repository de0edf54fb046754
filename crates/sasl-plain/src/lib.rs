//! PLAIN (RFC 4616), LOGIN and ANONYMOUS (RFC 4505), both ends, for the step API of [`sasl_core`].
//!
//! With PLAIN and LOGIN the client sends its password in plaintext. They are therefore offered only on a
//! confidential connection and chosen only if the server is verified. In return the server can store the password
//! in any form. The application checks it itself ([`Asked::verified`](sasl_core::Asked::verified)), or supplies
//! records of any type ([`Asked::verify_against`](sasl_core::Asked::verify_against)). The latter becomes work that
//! costs the same for unknown users.
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
//! This crate has no features.
//!
//! # Rust
//!
//! Rust 1.88 or newer; `no_std` with `alloc`. Only a minor release may raise that version, never a patch release.
//!
//! # What it promises
//!
//! * No password is sent over a line that others can read, or to a server that TLS has not verified, unless the
//!   caller names the mechanism and accepts the risk. LOGIN never sends a password in reply to a prompt for the
//!   name.
//! * Unknown users and wrong passwords look the same and, if checked against records, cost the same. An empty
//!   password is always rejected.
//! * No input from the peer causes a panic, unbounded work or unbounded memory. There is no unsafe code.
//! * Errors have fixed texts. Neither an error nor a `Debug` output contains input from the line or a secret.
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

/// The README's example is run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
