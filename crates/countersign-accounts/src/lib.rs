//! The accounts of `serve`, from its command line or from a database.
#![warn(missing_debug_implementations)]
#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)
)]

mod allow_from;
#[cfg(test)]
mod allow_from_tests;
mod answer;
mod app;
mod attempted_name;
pub mod certificates;
mod certified;
mod config_error;
mod database;
mod debug;
mod directory;
mod login_flow;
#[cfg(test)]
mod login_flow_tests;
mod memory;
mod named;
mod offered;
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
pub use memory::Memory;
pub use named::{NamedKey, NamedPassword};
pub use offered::OfferedMechanisms;
pub use peer_identity::{CertifiedAccount, PeerIdentity};
pub use recipe::{MINIMUM, recipe};
pub use registered_key::RegisteredKey;
pub use scope::Scope;
pub use session_token::SessionToken;
pub use tokens::Tokens;
