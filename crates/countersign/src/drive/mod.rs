//! Drivers for programs that may block: a thread for each connection, a command-line tool, a test.
//!
//! An asynchronous server calls [`authenticate`](crate::authenticate()); an asynchronous client implements the
//! loop of [`turn`].
mod client;
mod server;

pub use client::{ClientAction, ClientWire, Reply, log_in, log_in_with, turn, turn_with};
pub use server::{Directory, Response, ServerWire, serve};
