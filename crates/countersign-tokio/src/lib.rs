//! SASL logins on tokio: TLS at both ends with channel bindings and client keys, lines of bounded length, and clients that log in to
//! IMAP, submission, POP3 and ManageSieve servers.
//!
//! ```text
//!  a server   tls::Acceptor ──► tls::TlsStream ── bindings(), client_key()
//!                                    └──► net::Lines ──► net::Challenges: the countersign::Wire of a mail protocol
//!  a client   client::Target ──► client::Session ── client::log_in(..) ──► client::LoggedIn
//!             tls::Connector, tls::Trust
//! ```
//!
//! ```
//! use countersign_tokio::net::{Line, Lines};
//!
//! # #[tokio::main]
//! # async fn main() -> std::io::Result<()> {
//! let (near, mut far) = tokio::io::duplex(64);
//! tokio::io::AsyncWriteExt::write_all(&mut far, b"a1 NOOP\r\n").await?;
//! let Some(Line::Text(line)) = Lines::new(near).read(64).await? else { panic!() };
//! assert_eq!(*line, b"a1 NOOP");
//! # Ok(())
//! # }
//! ```
//!
//! # Features
//!
//! | feature | adds |
//! |---|---|
//! | `openssl` | OpenSSL as a TLS library beside rustls; needs the system's library with its headers |
//! | `clap` | `clap::ValueEnum` for [`tls::Stack`] |
//!
//! # Rust
//!
//! Rust 1.94 or newer, with tokio. A later release may ask for a newer one, never a patch of one.
//!
//! # What it promises
//!
//! * No line, and no input behind a line that is too long, takes more memory than its limit.
//! * Input from before a TLS handshake is never taken for input from after it.
//! * Lines with credentials, and what TLS has decrypted, are wiped.
//! * A client's certificate is never trusted for what it says: only the possession of its key counts. There is no unsafe code.
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

pub mod client;
mod config_error;
mod debug;
pub mod net;
pub mod tls;

pub use config_error::{ConfigError, ConfigErrorKind};

/// The README's example is run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
