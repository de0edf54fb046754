//! IMAP: `AUTHENTICATE` (RFC 9051 section 6.2.2) with SASL-IR (RFC 4959) and the response codes of RFC 5530.
//!
//! ```text
//! S: * CAPABILITY IMAP4rev2 SASL-IR AUTH=SCRAM-SHA-256 AUTH=PLAIN
//! C: a1 AUTHENTICATE PLAIN AGFteQBwZW5jaWw=
//! S: a1 OK Logged in
//! ```
pub mod capability;
pub mod client;
pub mod server;

pub(crate) mod reply;
mod tag;

pub use reply::{Reply, Status};
