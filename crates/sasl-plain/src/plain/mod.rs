//! PLAIN (RFC 4616): name and password in one message.
mod client;
mod mechanism;
pub(crate) mod message;
mod server;

pub use mechanism::{PlainClient, PlainServer};
