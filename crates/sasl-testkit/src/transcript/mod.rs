//! Transcripts: text files that say, octet for octet, what both ends send.
//!
//! ```text
//! # What this shows. A line that begins with `#` is a comment.
//! mechanism: X-EXAMPLE        the client pins it
//! end: both                   or `server`, or `client`; `both` is the default
//! profile: mail               or `sieve`, `xmpp`, `ldap`; `mail` is the default
//! line: verified              or `clear`, `unverified`, `local`; `verified` is the default
//! user: amy                   what the client logs in with,
//! password: pencil            and what `Script::application` accepts of a client
//! token: ..                   instead of a password
//! authzid: root               the identity to act as
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
//! A transcript that begins with `S:` has no initial response. A last `S:` line is data with success where the
//! profile has room for them and the login is accepted. `rejected` wants the word of the server's log from the
//! server, and a refusal from the client; `client-error` wants the client to fail at the last `S:` line or at the
//! success that follows, and says nothing about the server.
//!
//! The runner knows no mechanism: a function makes the [`Setting`] for a script. A transcript that was not made
//! here has nonces that no entropy leads to; its test registers the mechanism with a fixed nonce of its own.
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
