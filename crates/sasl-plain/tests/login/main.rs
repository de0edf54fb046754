//! LOGIN from the outside, one file per room.
mod ends;

mod client;
mod redaction;
mod server;
