//! Accounts of a login server, in SQLite or PostgreSQL: passwords, app passwords, TLS client keys, names that certificate
//! authorities certify, sessions that end when an account changes, and an audit log.
//!
//! ```text
//!  LoginService ── connection(protocol, address) ──► LoginConnection      when a connection is accepted (rate limits)
//!                                                     │ tls_started(how, key) ──► an identity for EXTERNAL
//!                                                     │ authenticate(offer, command, wire)
//!                                                     ▼
//!                                   Outcome: the account and a SessionToken, or the reason of the rejection
//!  Store ── write() ──► Write: add_account, set_credentials, add_app, register, .. commit()
//! ```
//!
//! ```
//! use countersign::{Credentials, Recipe, Secret, account::{AccountName, SaltGroup}};
//! use countersign_accounts::{Folder, LoginService, Store};
//! use countersign_limits::{Figures, Limits};
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let home = tempfile::tempdir()?;
//! let folder = Folder::new(home.path().join("accounts"));
//! let store = Store::make(folder.clone()).await?;
//! let name = AccountName::new("amy")?;
//! let salts = store.secret().await?.salts(&SaltGroup::of(&name, |_| true));
//! let credentials = Credentials::derive(&Secret::new("pencil"), &Recipe::default(), salts)?.run();
//! let mut write = store.write().await?;
//! let account = write.add_account(&name).await?;
//! write.set_credentials(&account, &credentials).await?;
//! write.commit().await?;
//!
//! let service = LoginService::open(folder, Recipe::default(), Limits::new(Figures::default())).await?;
//! assert!(service.offered().registry.names().any(|name| name == "SCRAM-SHA-256"));
//! # service.close().await;
//! # Ok(())
//! # }
//! ```
//!
//! `examples/accounts.rs` is an IMAP server on this crate. Password hashes and look-ups run in a [`work::Pool`], which bounds their
//! memory and processors.
//!
//! # Features
//!
//! None: SQLite and PostgreSQL are both always there.
//!
//! # Rust
//!
//! Rust 1.94 or newer, with tokio. A later release may ask for a newer one, never a patch of one.
//!
//! # What it promises
//!
//! * An unknown name, a disabled account and an account without a record for the mechanism are answered with the same queries, the same
//!   work and the same octets as a wrong password.
//! * A login counts for the rate limits before its client can see the verdict.
//! * Sessions of a password, app password, key or certificate end when it is changed, removed or revoked.
//! * A write is whole or not there. Replaced credentials are in no file of the data folder once no process reads them.
//! * Values are bound to queries, never part of them. Files are for their owner alone. There is no unsafe code.
#![warn(missing_debug_implementations)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::todo,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects
    )
)]

mod allow_from;
#[cfg(test)]
mod allow_from_tests;
mod answer;
mod app;
mod attempted_name;
pub mod audit_batch;
mod audit_log;
pub mod certificates;
mod certified;
mod config_error;
mod database;
mod debug;
mod directory;
mod login_flow;
#[cfg(test)]
mod login_flow_tests;
mod login_service;
mod memory;
mod named;
mod offered;
mod outcome;
mod peer_identity;
pub mod private;
mod recipe;
mod registered_key;
mod resolved_account;
mod scope;
mod session_token;
mod sessions;
mod terms;
mod tokens;
pub mod work;

pub use allow_from::{AllowFrom, network};
pub use attempted_name::AttemptedName;
pub use certified::Certified;
pub use config_error::ConfigError;
pub use database::{
    Account, AppEntry, AttemptKind, Database, Filter, Folder, KeyEntry, NewKey, Noted, OtherCredentials,
    Place, Probed, Seen, Server, Sets, Store, StoreError, StoredApp, StoredKey, Unfit, Write, probe,
};
pub use directory::Directory;
pub use login_flow::{ANONYMOUS, LoginFlow};
pub use login_service::{LoginConnection, LoginService};
pub use memory::Memory;
pub use named::{NamedKey, NamedPassword};
pub use offered::OfferedMechanisms;
pub use outcome::Outcome;
pub use peer_identity::{CertifiedAccount, PeerIdentity};
pub use recipe::{MINIMUM, recipe};
pub use registered_key::RegisteredKey;
pub use scope::Scope;
pub use session_token::SessionToken;
pub use tokens::Tokens;

/// The README's example is run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
