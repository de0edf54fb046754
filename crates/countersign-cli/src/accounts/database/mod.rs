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

pub(crate) use account::Account;
pub(crate) use app_passwords::StoredApp;
pub(crate) use attempts::{AttemptKind, Filter, Noted, Seen};
pub(crate) use directory::Database;
pub(crate) use error::StoreError;
pub(crate) use folder::Folder;
pub(crate) use groups::Sets;
pub(crate) use keys::StoredKey;
pub(crate) use other_credentials::{AppEntry, KeyEntry, OtherCredentials};
pub(crate) use place::Place;
pub(crate) use probe::{Probed, probe};
pub(crate) use register::NewKey;
pub(crate) use server::Server;
#[cfg(test)]
pub(crate) use store::ASKED;
pub(crate) use store::Store;
pub(crate) use write::Write;
