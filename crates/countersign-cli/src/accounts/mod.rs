//! The accounts of `serve`, from its command line or from a database.
mod allow_from;
#[cfg(test)]
mod allow_from_tests;
mod answer;
mod app;
mod attempted_name;
mod certified;
mod database;
mod directory;
mod login_flow;
#[cfg(test)]
mod login_flow_tests;
mod memory;
mod named;
mod offered;
mod peer_identity;
mod recipe;
mod registered_key;
mod resolved_account;
mod scope;
mod sessions;
mod terms;
mod tokens;

pub(crate) use allow_from::{AllowFrom, network};
pub(crate) use attempted_name::AttemptedName;
pub(crate) use certified::Certified;
pub(crate) use database::{
    Account, AppEntry, AttemptKind, Database, Filter, Folder, KeyEntry, NewKey, Noted, OtherCredentials,
    Place, Probed, Seen, Server, Sets, Store, StoreError, StoredApp, StoredKey, Write, probe,
};
pub(crate) use directory::Directory;
pub(crate) use login_flow::{ANONYMOUS, LoginFlow};
pub(crate) use memory::Memory;
pub(crate) use named::{NamedKey, NamedPassword};
pub(crate) use offered::OfferedMechanisms;
pub(crate) use peer_identity::{CertifiedAccount, PeerIdentity};
pub(crate) use recipe::{MINIMUM, recipe};
pub(crate) use registered_key::RegisteredKey;
pub(crate) use scope::Scope;
pub(crate) use tokens::Tokens;
