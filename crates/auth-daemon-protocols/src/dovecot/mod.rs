//! Dovecot's authentication protocol, version 1.4, with support for callers of versions 1.0 to 1.3.
//!
//! ```text
//!   server::Listener                                                    client::connect
//!      │ accept(..)                                                          │
//!      ▼                 VERSION 1 4                                         ▼
//!   AwaitVersion  ─────────────────────────────────────────────────────►  AwaitOffer
//!      │          ◄──── VERSION 1 minor, CPID pid ────────────────────────   │
//!      ▼                 MECH .., SPID, CUID, COOKIE, DONE                   │
//!   AwaitPid      ─────────────────────────────────────────────────────►     ▼
//!      ▼          ◄──── AUTH id MECH service=.. resp=.. ──────────────────  Open
//!    Open         ─────  CONT id base64 ──────────────────────────────────►  │
//!      │          ◄──── CONT id base64 ────────────────────────────────────  │
//!      ▼          ─────  OK id user=..  /  FAIL id user=.. ───────────────►  ▼
//! ```
//!
//! Each state is a type, and each call consumes it and returns the next one. [`server::Open`] and [`client::Open`]
//! have up to [`MAX_EXCHANGES`](crate::limits::MAX_EXCHANGES) exchanges at once, whose answers can arrive in any
//! order. [`user`] is the other socket, for account lookups without a login.
//!
//! Sources: Dovecot's `docs/developers/design/auth_protocol.md` and `src/auth`, `src/lib-auth-client` of 2.4;
//! recorded lines of Dovecot 2.4.5, Postfix 3.11, Exim 4.100 and chasquid 1.19 in `tests/transcripts`.
//!
//! # Lines
//!
//! LF ends a line and TAB separates its fields. A parameter is `name=value` or a flag. NUL, octet 1, TAB, CR and
//! LF in it are written as octet 1 and `0`, `1`, `t`, `r`, `n`. Unknown parameters are ignored. A server closes
//! the connection at an unknown command; a client ignores the command.
pub mod client;
pub mod server;
pub mod user;

mod base64;
mod binding;
mod code;
mod escape;
mod fields;
mod fingerprint;
mod line;
mod lines;
mod mechanism;
mod session;
mod version;
mod violation;

pub use binding::BindingType;
pub use code::FailureCode;
pub use fingerprint::Fingerprint;
pub use mechanism::{Mechanism, Properties, Property};
pub use session::{Session, Transport};
pub use violation::Violation;
