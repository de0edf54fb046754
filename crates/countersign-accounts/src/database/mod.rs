//! Accounts in a database: SQLite in a folder, which needs no setup, or PostgreSQL shared by several machines.
//!
//! The rules (which names are equal, which logins are accepted, which connections end) are in `countersign::account`; this
//! module has the stores, the tables and the queries. Every value is bound to its query, never part of it.
mod account;
mod answer;
#[cfg(test)]
mod answer_tests;
#[cfg(test)]
mod answer_world;
mod app_passwords;
mod attempts;
mod backup;
mod changes;
mod credentials;
mod dialect;
mod directory;
mod error;
mod fill_groups;
mod folder;
mod follow;
mod groups;
mod in_time;
mod keys;
mod kind;
mod kinds;
#[cfg(test)]
mod kinds_tests;
mod linkable;
mod log;
mod lookup;
mod names;
mod notifier;
mod open;
mod other_credentials;
mod place;
#[cfg(test)]
mod postgres_tests;
mod probe;
mod records;
mod register;
mod secret;
mod server;
mod shared_secret;
mod store;
#[cfg(test)]
mod tests;
mod unreadable;
mod upgrade;
mod write;

pub use account::Account;
pub use app_passwords::StoredApp;
pub use attempts::{AttemptKind, Filter, Noted, Seen};
pub use backup::Unfit;
pub use directory::Database;
pub use error::StoreError;
pub use folder::Folder;
pub use groups::Sets;
pub use keys::StoredKey;
pub use other_credentials::{AppEntry, KeyEntry, OtherCredentials};
pub use place::Place;
pub use probe::{Probed, probe};
pub use register::NewKey;
pub use server::Server;
#[cfg(test)]
pub(crate) use store::ASKED;
pub use store::Store;
pub use write::Write;
