//! SMTP: the AUTH extension (RFC 4954), with enhanced status codes (RFC 3463, RFC 5248).
//!
//! ```text
//! S: 250 AUTH SCRAM-SHA-256 PLAIN
//! C: AUTH PLAIN AGFteQBwZW5jaWw=
//! S: 235 2.7.0 Logged in
//! ```
pub mod capability;
pub mod client;
pub mod server;

pub(crate) mod enhanced;
pub(crate) mod reply;

pub use enhanced::Enhanced;
pub use reply::Reply;
