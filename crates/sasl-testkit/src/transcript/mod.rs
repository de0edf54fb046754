//! Transcripts: text files that contain, octet for octet, what both ends send.
//!
//! ```text
//! # A description. A line that begins with `#` is a comment.
//! mechanism: X-EXAMPLE        the client pins it
//! end: both                   or `server`, or `client`; `both` is the default
//! profile: mail               or `sieve`, `xmpp`, `ldap`; `mail` is the default
//! line: verified              or `clear`, `unverified`, `local`; `verified` is the default
//! user: amy                   the credentials of the client,
//! password: pencil            and what `Script::application` accepts of a client
//! token: ..                   instead of a password
//! authzid: root               the authorization identity
//! binding: tls-exporter 0102  once for each binding of the connection, for both ends
//! offered: A B                the server's list as the client sees it; by default the mechanism alone
//! client-entropy: 01          one octet, repeated, or all 32
//! server-entropy: 02
//! expect: accepted            or `rejected bad-credentials`, or `client-error server-not-verified`
//!
//! C: a response               one space after the colon is not part of the message
//! S: a challenge\x01<NUL>     escapes: <NUL>, \xHH, \\
//! C:                          an empty message
//! C*                          the client cancels
//! ```
//!
//! A transcript that begins with `S:` has no initial response. A last `S:` line is data with success if the
//! profile supports it and the login is accepted. `rejected` requires this label in the server's verdict, and a
//! failure at the client. `client-error` requires the client to fail at the last `S:` line or at the success that
//! follows; it says nothing about the server.
//!
//! The runner does not depend on a mechanism: a function creates the [`Setting`] for a script. A transcript from
//! another source has nonces that no entropy produces; its test registers the mechanism with a fixed nonce.
mod mismatch;
mod parse;
mod play_client;
mod play_server;
mod reader;
mod run;
mod script;
mod setting;
mod text;

pub use mismatch::Mismatch;
pub use run::{run, run_directory, run_text};
pub use script::{Expect, Script};
pub use setting::Setting;
