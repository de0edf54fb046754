//! OAUTHBEARER (RFC 7628) and XOAUTH2 (Google's forerunner of it), both ends, for the step API of [`sasl_core`].
//!
//! The client sends a bearer token (RFC 6750); whoever has it can use it, so both mechanisms keep to lines that
//! passwords may be sent over. The server asks its application whose token it is
//! ([`CheckToken`](sasl_core::server::CheckToken)): only that can know the issuer. A token that will not do is
//! explained to the client in a JSON text before the protocol's "no", and the verdict is fixed before that text is
//! sent. The client hands it on as it is, as [untrusted text](sasl_core::Error::said).
//!
//! ```text
//! client                                               server
//!   Ask(Token)
//!                  ── name, token ──────────────────►  Ask(CheckToken): ask your issuer
//!   Done           ◄── "yes" ────────────────────────  Ask(Authorize), Done
//!   or
//!                  ◄── {"status":"invalid_token"} ───  the verdict stands
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
//! None: all of it is always there.
//!
//! # Rust
//!
//! Rust 1.88 or newer; `no_std` with `alloc`. A later release may ask for a newer one, never a patch of one.
//!
//! # What it promises
//!
//! * A token is sent only over a line whose far end is verified, unless the caller has named the mechanism and taken the risk.
//! * Whether a token is good is the application's answer; a refusal that has been sent cannot become anything else.
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
