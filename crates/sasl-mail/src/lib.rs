//! The framing of SASL (RFC 4422) in IMAP, SMTP, POP3 and ManageSieve: lines, lists, commands and replies. This
//! crate does no I/O and keeps no state: [`sasl_core`] handles the exchange, the caller the connection.
//!
//! ```text
//!  a server                                             a client
//!  capability::auth_words / auth_line / sasl_line ───►  Capabilities::read / capability::read
//!  line::read_initial ◄───────────────────────────────  client::authenticate / auth   ─► Command
//!  server::challenge  ───────────────────────────────►  client::read                  ─► Answer::Challenge
//!  Line::read         ◄───────────────────────────────  line::response, line::CANCEL
//!  server::reply(reason).line()  ────────────────────►  client::read                  ─► Answer::Failure
//!  server::success    ───────────────────────────────►  client::read                  ─► Answer::Success
//! ```
//!
//! | | [`imap`] | [`smtp`] | [`pop3`] | [`sieve`] |
//! |---|---|---|---|---|
//! | a message | a line of base64 | a line of base64 | a line of base64 | a string of base64 |
//! | an empty initial response | `=` | `=` | `=` | `""` |
//! | a cancellation | `*` | `*` | `*` | `"*"` |
//! | data with success | | | | `OK (SASL "..")` |
//! | a failure (see [`reply`]) | `NO [CODE]`, `BAD` | `535 5.7.8` | `-ERR [CODE]` | `NO (CODE)` |
//! | [`Profile`](sasl_core::Profile) | `MAIL` | `MAIL` | `MAIL` | `SIEVE` |
//!
//! The strings of ManageSieve are read and written by [`sieve`], in place of [`line`](mod@line).
//!
//! The server end of an exchange is a loop over [`Step`](sasl_core::Step). This is how it handles lines:
//!
//! ```
//! use sasl_core::server::{Rejection, Verdict};
//! use sasl_core::{Awaiting, mechanism::Message, Server, Step};
//! use sasl_mail::{imap, limits, line::Line};
//!
//! /// Writes a challenge and reads the client's line.
//! fn send(
//!     message: Message,
//!     then: Awaiting<Server>,
//!     exchange: impl FnOnce(String, usize) -> Vec<u8>,
//! ) -> Step<Server> {
//!     let limit = limits::response_line(then.max_message());
//!     let line = exchange(imap::server::challenge(&message), limit);
//!     Line::read(&line, limit).deliver_to(then)
//! }
//!
//! /// Returns the reply for a verdict.
//! fn tell(tag: &str, verdict: &Verdict) -> String {
//!     match verdict {
//!         Verdict::Accepted(_) => imap::server::success(tag, None),
//!         Verdict::Rejected(rejected) => imap::server::reply(rejected.reason()).line(tag),
//!     }
//! }
//!
//! assert_eq!(
//!     imap::server::reply(Rejection::BadCredentials).line("a1"),
//!     "a1 NO [AUTHENTICATIONFAILED] Login failed; check the user name and the password\r\n"
//! );
//! ```
//!
//! The client end handles each line of the server like this:
//!
//! ```
//! use sasl_core::{Awaiting, Client, Error, Step};
//! use sasl_mail::{Answer, smtp};
//!
//! /// Returns `None` if the line was not the last of the reply; read another.
//! fn heard(line: &[u8], then: Awaiting<Client>) -> Option<Result<Step<Client>, Error>> {
//!     match smtp::client::read(line) {
//!         Answer::Incomplete => None,
//!         answer => Some(answer.deliver_to(then)),
//!     }
//! }
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
//! * Everything has exactly one encoding, which is the only one that is written and accepted. Base64 is canonical,
//!   and its time depends on lengths alone.
//! * All invalid credentials get the same reply. Of the client's data a reply contains at most the tag.
//! * No argument can end a command early: an unsuitable one is an error before anything is written.
//! * A client's line that contains a secret is wiped when dropped.
//! * No input from the peer causes a panic, unbounded work or unbounded memory. There is no unsafe code.
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

pub mod base64;
pub mod imap;
pub mod limits;
pub mod line;
pub mod literal;
pub mod pop3;
pub mod reply;
pub mod sieve;
pub mod smtp;

mod answer;
mod client_key;
mod command;
mod failure;
mod key_session;
mod name;
mod names;
mod protocol;
mod reason;
mod split;

pub use answer::Answer;
pub use client_key::{KeyAuthOutcome, KeyState, ListenerPolicy, TlsStart, decide_key_auth};
pub use command::{BadArgument, Command, InitialResponse};
pub use failure::Failure;
pub use key_session::KeySession;
pub use line::begin;
pub use names::Names;
pub use protocol::Protocol;
pub use reason::{InvalidState, Reason};

/// Runs the README's example with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
