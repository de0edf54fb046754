//! SCRAM (RFC 5802, RFC 7677) with channel binding, both ends, for the step API of [`sasl_core`].
//!
//! The password is never sent, and the server stores neither the password nor anything that is sufficient to log
//! in. Each end proves to the other that it knows the password. With `-PLUS` both also prove that they are the
//! ends of the same TLS connection.
//!
//! ```text
//! client                                                  server
//!   Ask(Credentials)
//!   AwaitFirst     ── client-first-message ──────────────►  AwaitFirst
//!                                                           Ask(Lookup): await your directory
//!   Work(PBKDF2)  ◄── server-first-message ───────────────  AwaitKeys
//!   AwaitVerifier  ── client-final-message ──────────────►  AwaitFinal
//!                                                           Ask(Authorize)
//!   Done          ◄── server-final-message ───────────────  Done
//! ```
//!
//! ```
//! use sasl_core::{*, server::{self, Ask, Found}, client::{self, Credentials, Preference}};
//! use sasl_scram::{ClientSettings, Decoys, ScramClient, ScramRecord, ScramServer, ServerSettings, Sha256, Stored};
//!
//! // The server's stored keys of amy's password.
//! let stored = Stored::<Sha256>::derive(&Secret::new("pencil"), 4096, Entropy::new([1; 32]))?.run();
//! let records = Records::new([std::sync::Arc::new(ScramRecord::new(&stored)) as _]);
//!
//! let settings = ServerSettings::new(Decoys::new([2; 32], 4096));
//! let offer = ServerRegistry::new()
//!     .with(ScramServer::<Sha256>::bare(&settings))
//!     .offer(&server::Connection::new(Profile::MAIL, Security::Verified));
//!
//! // The client chooses a mechanism, and its application supplies the credentials.
//! let choice = ClientRegistry::new()
//!     .with(ScramClient::<Sha256>::bare(&ClientSettings::new()))
//!     .choose(offer.names(), &client::Connection::new(Profile::MAIL, Security::Verified), &Preference::password())?;
//! let Step::Ask(client::Ask::Credentials(asked)) = choice.start(Entropy::new([3; 32]))? else { panic!() };
//! let Step::Send { message, then } = asked.answer(Credentials::new("amy", Secret::new("pencil")))? else { panic!() };
//!
//! // The server reads client-first, and its application supplies amy's records.
//! let step = offer.start("SCRAM-SHA-256", Some(&message), Entropy::new([4; 32]))?;
//! let Step::Ask(Ask::Lookup(asked)) = step else { panic!() };
//! assert_eq!(asked.user(), "amy");
//! let Step::Send { message, then: server } = asked.answer(Found::Account(records)) else { panic!() };
//!
//! // The client derives its keys, on any thread, and proves that it has them.
//! let Step::Work(work) = then.receive(&message)? else { panic!() };
//! let Step::Send { message, then } = work.run()? else { panic!() };
//! let Step::Ask(Ask::Authorize(asked)) = server.receive(&message) else { panic!() };
//! assert_eq!(asked.authenticated(), "amy");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Features
//!
//! Each hash is a feature, and all are enabled by default: `sha-1` ([`Sha1`]), `sha-256` ([`Sha256`]), `sha-512`
//! ([`Sha512`]), `sha3-512` ([`Sha3_512`]).
//!
//! # Rust
//!
//! Rust 1.88 or newer; `no_std` with `alloc`. Only a minor release may raise that version, never a patch release.
//!
//! # What it promises
//!
//! * Signatures cover the octets that were received. A client's login succeeds only after the server's proof. With
//!   channel binding, the peer is the other end of this TLS connection.
//! * Unknown users, wrong passwords and accounts without a record for the hash look the same and cost the same number of compressions.
//! * Iteration counts, nonces, salts and messages have limits that are checked before any work is done.
//! * Keys and proofs are compared in constant time, and wiped; a server has no password and no SaltedPassword.
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

mod auth_message;
mod base64;
mod canonical;
mod client;
mod decoy;
mod derive;
mod deriving;
mod error;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
mod hash;
mod hmac;
mod keys;
mod limits;
mod mechanism;
mod message;
mod nonce;
mod parts;
mod population;
mod prepare;
mod proof;
mod protection;
mod record;
mod salt;
mod server;
mod server_error;
mod settings;
mod stored;
#[cfg(test)]
mod tests;
mod transcript;
mod typed;
mod verify;

pub use canonical::CanonicalName;
pub use decoy::{Decoys, PasswordDecoy};
pub use deriving::Deriving;
pub use hash::Hash;
#[cfg(feature = "sha-1")]
pub use hash::Sha1;
#[cfg(feature = "sha3-512")]
pub use hash::Sha3_512;
#[cfg(feature = "sha-256")]
pub use hash::Sha256;
#[cfg(feature = "sha-512")]
pub use hash::Sha512;
pub use keys::ClientKeys;
pub use limits::Limits;
pub use mechanism::{ScramClient, ScramServer};
pub use parts::KeyPair;
pub use population::{DecoyProfile, DecoyProfiles, Parameters, SaltFormat};
pub use precis_normalize::PasswordFormKind as Form;
pub use record::ScramRecord;
pub use sasl_core::mechanism::Forms;
pub use server_error::ServerError;
pub use settings::{ClientSettings, ServerSettings};
pub use stored::{RecordError, Stored};

/// The README's example is run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
