//! Accounts in a database: SQLite in a folder of its own, which needs no set-up.
//!
//! The rules (which names are one, who may come in, whose connections end) are `countersign::account`'s; here are the
//! folder, the tables and the queries. Every value is bound to its query, never part of it.
mod account;
mod changes;
mod credentials;
mod directory;
mod error;
mod folder;
mod follow;
mod keys;
mod lookup;
mod names;
mod open;
mod secret;
mod store;
#[cfg(test)]
mod tests;
mod upgrade;
mod write;

pub(crate) use account::Account;
pub(crate) use directory::Database;
pub(crate) use error::StoreError;
pub(crate) use folder::Folder;
pub(crate) use keys::StoredKey;
pub(crate) use store::Store;
