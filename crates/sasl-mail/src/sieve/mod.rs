//! ManageSieve: `AUTHENTICATE` (RFC 5804 section 2.1) with its response codes, success data included.
//!
//! ```text
//! S: "SASL" "SCRAM-SHA-256 PLAIN"
//! C: AUTHENTICATE "PLAIN" "AGFteQBwZW5jaWw="
//! S: OK
//! ```
//!
//! | octets | as an initial response | as a challenge, a response, or data with success |
//! |---|---|---|
//! | none | `""` | `""` |
//! | some | a string of base64 | a string of base64 |
//! | the client gives up | | `"*"` |
//!
//! A string is quoted, or it is a [literal](crate::literal), which goes on behind the line's CRLF. What is read here is
//! therefore a line *with the literals in it*: whoever reads from the connection looks for
//! [`Literal::at_end_of`](crate::literal::Literal::at_end_of), and goes on reading while there is one.
pub mod capability;
pub mod client;
pub mod server;

pub(crate) mod reply;
mod string;
mod words;

pub use reply::{Reply, Status};
pub use words::{Malformed, Text, Word, Words};
