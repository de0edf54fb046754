//! The protocols with which mail servers delegate authentication to another program: those of Dovecot and of
//! saslauthd. This crate is a codec for both ends: octets become typed requests, and typed answers become octets.
//! It does no I/O.
//!
//! ```text
//!  mail client ──► Postfix, Exim, chasquid, Dovecot's logins ──► a daemon with the accounts
//!                  dovecot::client                               dovecot::server
//!                  dovecot::user::client                         dovecot::user::server
//!                  saslauthd::client                             saslauthd::server
//! ```
//!
//! A connection is a value. Each call consumes it and returns a step, which contains the next action and the
//! connection for the call after it. Calls that are illegal in a state do not exist in its type. An exchange is a
//! value as well: it can be answered once, on its own connection.
//!
//! A daemon with one user, on one connection:
//!
//! ```
//! use auth_daemon_protocols::dovecot::server::*;
//! use core::time::Duration;
//!
//! /// Processes input from the socket and returns the output; `None` closes the socket.
//! fn serve(mut open: Open<Untrusted>, mut input: &[u8], now: Duration) -> Option<(Open<Untrusted>, Vec<u8>)> {
//!     let mut output = Vec::new();
//!     loop {
//!         let mut step = open.receive(&mut input, now);
//!         open = loop {
//!             step = match step {
//!                 Step::Read(open) => return Some((open, output)),
//!                 // PLAIN needs an initial response or a challenge that is empty (RFC 4616).
//!                 Step::Start { request, exchange, then } => match request.initial_response() {
//!                     Some(message) => answer(message.expose(), exchange, then),
//!                     None => then.challenge(exchange, &Message::new(b"").unwrap()),
//!                 },
//!                 Step::Respond { response, exchange, then } => answer(response.message().expose(), exchange, then),
//!                 Step::Send { line, then }
//!                 | Step::Conclude { line, then, .. }
//!                 | Step::End { line, then, .. }
//!                 | Step::Refuse { line, then, .. } => {
//!                     output.extend(line.as_bytes());
//!                     break then;
//!                 }
//!                 Step::Discard(then) => break then,
//!                 Step::Close(_) => return None,
//!             };
//!         };
//!     }
//! }
//!
//! fn answer(message: &[u8], exchange: Exchange, open: Open<Untrusted>) -> Step<Untrusted> {
//!     // A program compares in constant time, with a record instead of a password.
//!     match message {
//!         b"\0amy\0pencil" => open.accept(exchange, Success::new("amy").unwrap()),
//!         _ => open.reject(exchange, Failure::credentials(None)),
//!     }
//! }
//! # use auth_daemon_protocols::dovecot::{Mechanism, Properties};
//! # let plain = Mechanism::new("PLAIN", Properties::PLAINTEXT).unwrap();
//! # let listener = Listener::untrusted(vec![plain], Duration::from_secs(150)).unwrap();
//! # let (_, connection) = listener.accept(Identity { process: 7, connection: 1, cookie: [0; 16] });
//! # let mut hello = &b"VERSION\t1\t0\nCPID\t42\n"[..];
//! # let VersionStep::Send { then, .. } = connection.receive(&mut hello) else { panic!() };
//! # let PidStep::Open(open) = then.receive(&mut hello) else { panic!() };
//! let input = b"AUTH\t1\tPLAIN\tservice=smtp\nCONT\t1\tAGFteQBwZW5jaWw=\n";
//! let (_, output) = serve(open, input, Duration::ZERO).unwrap();
//! assert_eq!(output, b"CONT\t1\t\nOK\t1\tuser=amy\n");
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
//! * External text cannot end a field or a line: it is escaped or in base64, and `channel_binding=` has one of
//!   three fixed words.
//! * An answer affects its own exchange only, never another with the same id or one of another connection. An
//!   error in an exchange ends only that exchange.
//! * Certificate data from a caller exists only on trusted sockets ([`dovecot::server::Trusted`]).
//! * Messages and passwords, and the lines that contain them, are wiped when dropped and redacted in `Debug`.
//! * A line has at most 16,384 octets and a connection at most 64 exchanges ([`limits`]). Each exchange has a
//!   deadline.
//! * No input from the peer causes a panic, unbounded work or unbounded memory. There is no unsafe code.
//! * No I/O, threads, clocks, randomness or logging. The only dependencies are `base64ct` and `zeroize`.
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

pub mod dovecot;
pub mod limits;
pub mod saslauthd;

mod misuse;
mod output;
mod secret;

pub use output::{Output, TooLong};
pub use secret::Secret;

/// Runs the README's example with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
