//! CRAM-MD5 (RFC 2195), both ends, for the step API of [`sasl_core`].
//!
//! CRAM-MD5 keeps the password off the line and does nothing else. An eavesdropper can guess passwords at the cost
//! of four or five MD5 compressions each. The server is not verified, there is no channel binding, and a stolen
//! record ([`Stored`]) is sufficient to log in. The mechanism is for clients that support nothing better, or that
//! have no TLS. A server has to enable it, and offers it only on a confidential connection unless
//! [`CramMd5Server::offered_in_clear`] is set.
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
//! // The server sends the first message.
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
//! This crate has no features.
//!
//! # Rust
//!
//! Rust 1.88 or newer; `no_std` with `alloc`. Only a minor release may raise that version, never a patch release.
//!
//! # What it promises
//!
//! * A server offers it only on a confidential connection unless configured otherwise. The registries of the
//!   facade do not contain it.
//! * Unknown users and wrong passwords look the same and cost the same.
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

/// The README's example is run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
