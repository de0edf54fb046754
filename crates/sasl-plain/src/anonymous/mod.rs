//! ANONYMOUS (RFC 4505): a login without credentials, with optional trace information.
mod mechanism;
mod trace;

pub use mechanism::{AnonymousClient, AnonymousServer, TraceRefused};
