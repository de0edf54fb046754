//! A server for IMAP, submission, POP3 and ManageSieve logins, a thin layer over the library.
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

mod attempt;
mod client_name;
mod conversation;
mod debug;
mod eviction;
mod exchange;
mod imap;
mod invalid_commands;
mod listeners;
mod logging_in;
mod login;
mod mechanism_policy;
pub mod meter;
mod peer;
mod pop3;
mod protocol;
mod proxied;
mod proxies;
mod record;
mod refused_keys;
mod report;
mod runtime_config;
mod serve;
mod session;
mod sieve;
mod spool;
mod submission;
mod tls;

pub use attempt::{Attempt, Report};
pub(crate) use conversation::{Conversation, Ended, stopped};
pub use listeners::{Addresses, Listeners};
pub use mechanism_policy::{MechanismPolicy, Switches};
pub use protocol::Protocol;
pub use proxies::{Network, Proxies};
pub use record::Recorder;
pub use refused_keys::RefusedKeys;
pub use runtime_config::{Current, RuntimeConfig};
pub use session::Service;
pub use spool::Spool;
