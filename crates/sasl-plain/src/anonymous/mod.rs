//! ANONYMOUS (RFC 4505): nobody in particular, who may say a word for the log.
mod mechanism;
mod trace;

pub use mechanism::{AnonymousClient, AnonymousServer, TraceRefused};
