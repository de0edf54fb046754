//! EXTERNAL (RFC 4422 appendix A), both ends, for the step API of [`sasl_core`].
//!
//! The client has proved who it is beneath SASL: by a TLS key, by a certificate, by the credentials of a Unix socket.
//! EXTERNAL says: take that. The one message is the identity to act as; empty, it is the client's own.
//!
//! **Proves** nothing by itself: who the client is comes from the connection's [`ExternalIdentity`], which the
//! application makes of what it has verified and looked up, and never from a message. Without one the mechanism is
//! neither offered nor startable. **Leaks** the identity to act as, to whoever can read the line. **Stores** nothing.
//! **Use it** wherever there is such an identity: it is the strongest that a client has.
//!
//! ```text
//! client                                             server
//!   its key or certificate, in TLS ───────────────►  verified, and looked up: ExternalIdentity
//!   Done           ── whom to act as, or nothing ──►  Ask(Authorize)
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
//! // The key of this connection is alice's; the directory says so.
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
//! None: all of it is always there.
//!
//! # Rust
//!
//! Rust 1.88 or newer; `no_std` with `alloc`. A later release may ask for a newer one, never a patch of one.
//!
//! # What it promises
//!
//! * An identity is never taken from a message, and there is one door to it: [`ExternalIdentity::proved`](sasl_core::ExternalIdentity::proved).
//! * Without an identity it cannot start; a wish to act as somebody else is the application's to grant.
//! * No octets from the other end make it panic, work or remember without limit, and there is no unsafe code.
//! * Errors have fixed texts: nothing from the line and nothing secret is in them, nor in any `Debug`.
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
