//! Exchanges for programs that may block: a thread per connection, a command line, a test.
//!
//! An asynchronous server calls [`authenticate`](crate::authenticate()); a client writes [`turn`]'s loop.
mod client;
mod server;

pub use client::{ClientAction, ClientWire, Reply, log_in, log_in_with, turn, turn_with};
pub use server::{Directory, Response, ServerWire, serve};
