//! POP3: `AUTH` (RFC 5034) with the response codes of RFC 3206.
//!
//! ```text
//! S: SASL SCRAM-SHA-256 PLAIN
//! C: AUTH PLAIN AGFteQBwZW5jaWw=
//! S: +OK Logged in
//! ```
pub mod capability;
pub mod client;
pub mod server;

pub(crate) mod reply;

pub use reply::Reply;
