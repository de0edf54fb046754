//! ManageSieve: `AUTHENTICATE` (RFC 5804 section 2.1) with its response codes, including success data.
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
//! A string is either quoted or a [literal](crate::literal), which continues after the CRLF of the line. The
//! functions here therefore expect a line *with its literals*. The code that reads from the connection must check
//! [`Literal::at_end_of`](crate::literal::Literal::at_end_of) and continue reading while there is one.
pub mod capability;
pub mod client;
pub mod server;

pub(crate) mod reply;
mod string;
mod words;

pub use reply::{Reply, Status};
pub use words::{Malformed, Text, Word, Words};
