//! Exchanges for programs that may block: a thread per connection, a command line, a test.
//!
//! Asynchronous programs write the same loop themselves; it is shorter than an abstraction of it.
mod client;
mod server;

pub use client::{ClientWire, Reply, Turn, log_in, log_in_with, turn, turn_with};
pub use server::{Directory, Response, ServerWire, serve};
