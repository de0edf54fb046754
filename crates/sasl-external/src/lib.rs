//! EXTERNAL (RFC 4422 appendix A), both ends, for the step API of [`sasl_core`].
//!
//! The client has authenticated outside of SASL: with a TLS key, a certificate, or the credentials of a Unix
//! socket. EXTERNAL asks the server to use that identity. Its one message is the authorization identity; if it is
//! empty, the client acts as itself.
//!
//! **Proves** nothing by itself: the client's identity is the connection's [`ExternalIdentity`], which the
//! application creates from what it has verified and looked up, never from a message. Without one the mechanism is
//! neither offered nor startable. **Leaks** the authorization identity to a reader of the line. **Stores**
//! nothing. **Use it** wherever such an identity exists: it is the strongest that a client has.
//!
//! ```text
//! client                                             server
//!   its key or certificate, in TLS ───────────────►  verified, and looked up: ExternalIdentity
//!   Done           ── authzid, or nothing ────────►  Ask(Authorize)
//!                                                    Done
//! ```
//!
//! ```
//! use sasl_core::{*, server::{self, Ask, Decision, Verdict}};
//! use sasl_external::External;
//!
//! let registry = ServerRegistry::new().with(External::new());
//! let line = server::Connection::new(Profile::MAIL, Security::Verified);
//! assert_eq!(registry.offer(&line).names().count(), 0);
//!
//! // The directory has registered the key of this connection for alice.
//! let alice = ExternalIdentity::proved(Proof::TlsKey, "alice@example.org");
//! let offer = registry.offer(&line.with_external(alice));
//! let step = offer.start("EXTERNAL", Some(b""), Entropy::new([0; 32]))?;
//! let Step::Ask(Ask::Authorize(asked)) = step else { panic!() };
//! assert_eq!((asked.authenticated(), asked.requested()), ("alice@example.org", None));
//! let Step::Done(Verdict::Accepted(accepted)) = asked.answer(Decision::GrantAuthenticated) else { panic!() };
//! assert_eq!(accepted.account(), "alice@example.org");
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
//! * An identity never comes from a message; its only constructor is
//!   [`ExternalIdentity::proved`](sasl_core::ExternalIdentity::proved).
//! * Without an identity the mechanism cannot start. The application decides whether the client may act as another
//!   account.
//! * No input from the peer causes a panic, unbounded work or unbounded memory. There is no unsafe code.
//! * Errors have fixed texts. Neither an error nor a `Debug` output contains input from the line or a secret.
//!
//! [`ExternalIdentity`]: sasl_core::ExternalIdentity
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

mod client;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
mod mechanism;
mod message;
mod server;

pub use mechanism::External;

/// The README's example is run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
