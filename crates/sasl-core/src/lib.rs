//! SASL (RFC 4422) as a sequence of owned steps.
//!
//! An exchange is a value. Every call consumes it and returns the next [`Step`], so illegal calls do not compile.
//! This crate does no I/O, starts no thread, reads no clock and calls no callback. Data of the application is
//! requested by a question ([`Step::Ask`]). Computation that takes milliseconds is work ([`Step::Work`]).
//! Randomness is an argument ([`Entropy`]).
//!
//! ```text
//!  ServerRegistry ── offer(connection) ──► Offer ── start(name, initial response, entropy) ──┐
//!                                                                                            ▼
//!  ClientRegistry ── choose(offered, connection, preference) ──► Choice ── start(entropy) ──► Step
//!                                                                                      │
//!            ┌────────────────┬──────────────────┬─────────────────┬───────────────────┤
//!            ▼                ▼                  ▼                 ▼                   ▼
//!      Send {message,    Receive(opening)    Ask(question)     Work(work)        Done(outcome)
//!            then}       a client whose      answered when     run here or       Verdict (server)
//!            │           server speaks first you know          on any thread     Authenticated (client)
//!            └── then.receive(reply) ─► Step    ─► Step            ─► Step
//! ```
//!
//! A mechanism is a [`Mechanism`](mechanism::Mechanism) that returns [`Next`](mechanism::Next) moves; what its author needs is
//! in [`mechanism`]. The rules of RFC 4422 are applied to every move in
//! one place, so no mechanism can omit them. The example below is a complete mechanism.
//!
//! ```
//! use sasl_core::{*, mechanism::*, server::{Ask, Decision, Finish, Verdict}};
//!
//! /// A mechanism that accepts any name without a proof.
//! struct Trusting;
//!
//! impl Mechanism for Trusting {
//!     fn name(&self) -> MechanismName {
//!         const NAME: MechanismName = MechanismName::from_static("X-TRUSTING");
//!         NAME
//!     }
//!     fn properties(&self) -> Properties { Properties::new(Credential::Password, 0) }
//! }
//! impl ClientMechanism for Trusting {
//!     fn client(&self, _: client::Setup) -> Result<Next<Client>, Error> {
//!         Ok(Next::finish(client::Finish::with_final_message(b"amy")))
//!     }
//! }
//! impl ServerMechanism for Trusting {
//!     fn server(&self, _: server::Setup) -> Result<Next<Server>, Error> {
//!         Ok(Next::receive(|name: &[u8]| {
//!             let name = core::str::from_utf8(name).map_err(|_| Error::peer("not UTF-8"))?;
//!             Ok(Next::finish(Finish::proved(name)))
//!         }))
//!     }
//! }
//!
//! let registry = ServerRegistry::new().with(Trusting);
//! let offer = registry.offer(&server::Connection::new(Profile::MAIL, Security::Verified));
//! assert_eq!(offer.names().collect::<Vec<_>>(), ["X-TRUSTING"]);
//!
//! // No initial response: the server asks for one with an empty challenge (RFC 4422 section 3).
//! let step = offer.start("x-trusting", None, Entropy::new([0; 32])).unwrap();
//! let Step::Send { message, then } = step else { panic!() };
//! assert!(message.is_empty());
//! // Authorization is always the last question.
//! let Step::Ask(Ask::Authorize(asked)) = then.receive(b"amy") else { panic!() };
//! let Step::Done(Verdict::Accepted(accepted)) = asked.answer(Decision::GrantAuthenticated) else { panic!() };
//! assert_eq!(accepted.account(), "amy");
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
//! * Illegal calls do not compile: a handle cannot be used twice, and only the frame can create an
//!   [`Accepted`](server::Accepted) or an [`Authenticated`](client::Authenticated).
//! * Only offered mechanisms can start. A server's exchange always ends in a verdict that has a reply. A client's
//!   login succeeds only if the server has proved itself, as far as the mechanism allows, *and* has reported
//!   success.
//! * Exchanges are `Send` and `Sync`; secrets are wiped when dropped, redacted in `Debug`, and have no `==`.
//! * No input from the peer causes a panic, unbounded work or unbounded memory. There is no unsafe code.
//! * Errors have fixed texts. Neither an error nor a `Debug` output contains input from the line or a secret.
//! * No I/O, threads, clocks, randomness, logging or cryptography. The only dependencies are `subtle` and
//!   `zeroize`.
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

pub mod client;
pub mod mechanism;
pub mod server;

mod announced;
mod awaiting;
mod binding;
mod check;
mod cost;
mod custom;
mod door;
mod entropy;
mod error;
mod exchange;
mod extensions;
mod forms;
mod frame;
mod identity;
mod message;
mod misuse;
mod name;
mod profile;
mod properties;
mod question;
mod record;
mod registry;
mod secret;
mod security;
mod step;
mod untrusted;
mod work;

pub use awaiting::Awaiting;
pub use binding::{BindingKind, Bindings, ChannelBinding, EmptyBinding};
pub use cost::Cost;
pub use entropy::Entropy;
pub use error::{Error, ErrorKind};
pub use exchange::{Client, Server, Side};
pub use identity::{ExternalIdentity, Proof};
pub use profile::Profile;
pub use question::Asked;
pub use record::Records;
pub use registry::{ClientRegistry, ServerRegistry};
pub use secret::Secret;
pub use security::Security;
pub use step::Step;
pub use untrusted::UntrustedText;
pub use work::{Work, WorkProgress};

/// The README's example is run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
