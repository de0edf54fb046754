//! Dovecot's authentication protocol, version 1.4 (1.0 to 1.3 are spoken to callers that say so).
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
//! Each state is a type, and each call takes it and gives the next one. [`server::Open`] and [`client::Open`] hold up to
//! [`MAX_EXCHANGES`](crate::limits::MAX_EXCHANGES) exchanges at once, whose answers may come in any order. [`user`] is the other
//! socket: what an account is, without a login.
//!
//! Sources: Dovecot's `docs/developers/design/auth_protocol.md` and `src/auth`, `src/lib-auth-client` of 2.4; lines recorded of
//! Dovecot 2.4.5, Postfix 3.11, Exim 4.100 and chasquid 1.19, which `tests/transcripts` has.
//!
//! # Lines
//!
//! LF ends a line and TAB separates its fields. A parameter is `name=value` or a flag; NUL, octet 1, TAB, CR and LF in it are
//! octet 1 and `0`, `1`, `t`, `r`, `n`. Unknown parameters are ignored. An unknown command ends a server's connection; a client
//! ignores it.
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
