//! CRAM-MD5 (RFC 2195), both ends, for the step API of [`sasl_core`].
//!
//! The password does not cross the line, and that is all: whoever listens can guess it at the price of four or five
//! MD5 compressions a guess, the server does not prove itself, nothing binds to the channel, and what the server has to
//! store ([`Stored`]) logs in if it is stolen. It is here for clients that have nothing better over a line without
//! TLS, or that know nothing else. So a server has to ask for it, and offers it only on a confidential line unless it
//! is told otherwise ([`CramMd5Server::offered_in_clear`]).
//!
//! ```text
//! client                                            server
//!   Receive        ◄── <digits.digits@host> ───────  AwaitResponse
//!   Ask(Credentials)
//!   Done            ── name, HMAC-MD5 ────────────►  Ask(Lookup): await your directory
//!                                                    Ask(Authorize)
//!                                                    Done
//! ```
//!
//! ```
//! use sasl_core::{*, server::{self, Ask, Found}, client::{self, Credentials, Preference}};
//! use sasl_crammd5::{CramMd5Client, CramMd5Record, CramMd5Server, Host, Stored};
//!
//! let stored = Stored::derive(&Secret::new("pencil"))?;
//! let records = Records::new([std::sync::Arc::new(CramMd5Record::new(&stored)) as _]);
//!
//! let offer = ServerRegistry::new()
//!     .with(CramMd5Server::new(Host::new("mail.example.org")?))
//!     .offer(&server::Connection::new(Profile::MAIL, Security::Verified));
//! let choice = ClientRegistry::new()
//!     .with(CramMd5Client::new())
//!     .choose(offer.names(), &client::Connection::new(Profile::MAIL, Security::Verified), &Preference::password())?;
//!
//! // The server speaks first.
//! let Step::Receive(client) = choice.start(Entropy::new([1; 32]))? else { panic!() };
//! let Step::Send { message, then: server } = offer.start("CRAM-MD5", None, Entropy::new([2; 32]))? else { panic!() };
//! let Step::Ask(client::Ask::Credentials(asked)) = client.receive(&message)? else { panic!() };
//! let Step::Send { message, .. } = asked.answer(Credentials::new("amy", Secret::new("pencil")))? else { panic!() };
//! let Step::Ask(Ask::Lookup(asked)) = server.receive(&message) else { panic!() };
//! assert_eq!(asked.user(), "amy");
//! let Step::Ask(Ask::Authorize(asked)) = asked.answer(Found::Account(records)) else { panic!() };
//! assert_eq!(asked.authenticated(), "amy");
//! # Ok::<(), Box<dyn std::error::Error>>(())
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
//! * A server offers it only on a confidential line, unless it is told otherwise; the facade's registries are without it.
//! * Unknown users and wrong passwords look the same and cost the same.
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

mod challenge;
mod check;
mod client;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
mod hash;
mod host;
mod key;
mod mechanism;
mod record;
mod response;
mod server;
mod stored;
#[cfg(test)]
mod tests;

pub use host::{Host, HostRefused};
pub use mechanism::{CramMd5Client, CramMd5Server};
pub use record::CramMd5Record;
pub use sasl_core::mechanism::Forms;
pub use stored::{RecordError, Stored};
