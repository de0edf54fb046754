//! What IMAP, SMTP, POP3 and ManageSieve put around SASL (RFC 4422): lines, lists, commands and replies. No I/O, and no
//! state: the exchange is [`sasl_core`]'s, the connection is the caller's.
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
//! | a message is | a line of base64 | a line of base64 | a line of base64 | a string of base64 |
//! | an empty initial response | `=` | `=` | `=` | `""` |
//! | cancels | `*` | `*` | `*` | `"*"` |
//! | data with success | | | | `OK (SASL "..")` |
//! | a refusal (see [`reply`]) | `NO [CODE]`, `BAD` | `535 5.7.8` | `-ERR [CODE]` | `NO (CODE)` |
//! | [`Profile`](sasl_core::Profile) | `MAIL` | `MAIL` | `MAIL` | `SIEVE` |
//!
//! ManageSieve's strings have their readers and writers in [`sieve`], in the place of those of [`line`](mod@line).
//!
//! A server's side of one exchange is a loop over [`Step`](sasl_core::Step); this is what it does with lines:
//!
//! ```
//! use sasl_core::server::{Rejection, Verdict};
//! use sasl_core::{Awaiting, mechanism::Message, Server, Step};
//! use sasl_mail::{imap, limits, line::Line};
//!
//! /// A challenge is written, the client's line is read.
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
//! /// The verdict is told.
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
//! A client's side, for one line of the server's:
//!
//! ```
//! use sasl_core::{Awaiting, Client, Error, Step};
//! use sasl_mail::{Answer, smtp};
//!
//! /// `None`: it was not the last line of the reply; read another.
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
//! None: all of it is always there.
//!
//! # Rust
//!
//! Rust 1.88 or newer; `no_std` with `alloc`. A later release may ask for a newer one, never a patch of one.
//!
//! # What it promises
//!
//! * One encoding of everything is written, and no other is read: base64 is canonical, and its time depends on lengths alone.
//! * The same reply for every bad credential; of what the client has said a reply holds its tag at most.
//! * Nothing can be put into a command that would end it: what does not fit is an error before anything is written.
//! * A client's line with a secret in it is wiped when it is dropped.
//! * No octets from the other end make it panic, work or remember without limit, and there is no unsafe code.
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

/// The README's example is run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
