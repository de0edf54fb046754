//! SASL logins on tokio: TLS with channel bindings and client keys, lines with limits, and clients that log in.
#![warn(missing_debug_implementations)]
#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)
)]

pub mod client;
mod config_error;
mod debug;
pub mod net;
pub mod tls;

pub use config_error::{ConfigError, ConfigErrorKind};
