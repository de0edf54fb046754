//! SASL (RFC 4422) as a sequence of owned steps.
//!
//! An exchange is a value. Every call consumes it and returns the next [`Step`], so a call that is not legal
//! now does not exist. Nothing here does I/O, starts a thread, reads a clock or calls the application back:
//! what only the application knows is a question ([`Step::Ask`]), what needs milliseconds is work
//! ([`Step::Work`]), and randomness is an argument ([`Entropy`]).
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
//! in [`mechanism`]. The rules of RFC 4422 are laid over every move
//! in one place, so that a mechanism cannot forget them. The example below is a whole one.
//!
//! ```
//! use sasl_core::{*, mechanism::*, server::{Ask, Decision, Finish, Verdict}};
//!
//! /// Whoever says a name is let in under that name.
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
//! None: all of it is always there.
//!
//! # Rust
//!
//! Rust 1.88 or newer; `no_std` with `alloc`. A later release may ask for a newer one, never a patch of one.
//!
//! # What it promises
//!
//! * What is not legal now does not compile, or does not exist: a handle cannot be used twice, and nobody but the frame makes an
//!   [`Accepted`](server::Accepted) or an [`Authenticated`](client::Authenticated).
//! * What may start is what is offered; a server's exchange always ends in a verdict that has a reply; a client is in only when
//!   the server has proved itself, as far as the mechanism can, *and* has said yes.
//! * Exchanges are `Send` and `Sync`; secrets are wiped when dropped, redacted in `Debug`, and have no `==`.
//! * No octets from the other end make it panic, work or remember without limit, and there is no unsafe code.
//! * Errors have fixed texts: nothing from the line and nothing secret is in them, nor in any `Debug`.
//! * No I/O, threads, clocks, randomness, logging or cryptography; it depends on `subtle` and `zeroize` alone.
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
