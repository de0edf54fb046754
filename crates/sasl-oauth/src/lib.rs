//! OAUTHBEARER (RFC 7628) and XOAUTH2 (Google's predecessor of it), both ends, for the step API of [`sasl_core`].
//!
//! The client sends a bearer token (RFC 6750). Possession of the token is sufficient to use it, so both mechanisms
//! need a connection that is suitable for passwords. The server asks its application for the owner of the token
//! ([`CheckToken`](sasl_core::server::CheckToken)), because only the application knows the issuer. A rejected
//! token is explained to the client in a JSON text before the protocol's failure; the verdict is final before that
//! text is sent. The client passes the text on as [untrusted text](sasl_core::Error::said).
//!
//! ```text
//! client                                               server
//!   Ask(Token)
//!                  ── name, token ──────────────────►  Ask(CheckToken): ask your issuer
//!   Done           ◄── "yes" ────────────────────────  Ask(Authorize), Done
//!   or
//!                  ◄── {"status":"invalid_token"} ───  the verdict is final
//!   Err(Refused)    ── %x01 ─────────────────────────►  Done
//! ```
//!
//! ```
//! use sasl_core::{*, server::{self, Ask, TokenAnswer, TokenFailure}};
//! use sasl_oauth::OAuthBearer;
//!
//! let offer = ServerRegistry::new()
//!     .with(OAuthBearer)
//!     .offer(&server::Connection::new(Profile::MAIL, Security::Verified));
//! let message = b"n,a=amy@example.org,\x01host=mail.example.org\x01port=993\x01auth=Bearer a-token\x01\x01";
//! let Step::Ask(Ask::CheckToken(asked)) = offer.start("OAUTHBEARER", Some(message), Entropy::new([0; 32]))? else {
//!     panic!()
//! };
//! assert_eq!(asked.token().expose(), "a-token");
//! assert_eq!((asked.user(), asked.host(), asked.port()), (
//!     Some("amy@example.org"), Some("mail.example.org"), Some(993),
//! ));
//! let failure = TokenFailure { scope: Some("mail".into()), ..TokenFailure::default() };
//! let Step::Send { message, then } = asked.answer(TokenAnswer::Invalid(failure)) else { panic!() };
//! assert_eq!(&*message, br#"{"status":"invalid_token","scope":"mail"}"#);
//! assert!(then.fixed().is_some());
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
//! * A token is sent only to a verified server, unless the caller names the mechanism and accepts the risk.
//! * The application decides whether a token is valid. A rejection that has been sent is final.
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

mod client;
mod dialect;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
mod mechanism;
mod message;
mod refusal;
mod scopes;
mod server;

pub use mechanism::{OAuthBearer, XOAuth2};
pub use scopes::has_scopes;

/// The README's example is run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
