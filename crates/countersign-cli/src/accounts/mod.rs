//! The accounts of `serve`, from its command line or from a database.
mod allow_from;
#[cfg(test)]
mod allow_from_tests;
mod answer;
mod app;
mod certified;
mod database;
mod directory;
mod entering;
#[cfg(test)]
mod entering_tests;
mod known;
mod known_key;
mod located;
mod memory;
mod named;
mod offered;
mod recipe;
mod scope;
mod sessions;
mod terms;
mod tokens;
mod tried;

pub(crate) use allow_from::{AllowFrom, network};
pub(crate) use certified::Certified;
pub(crate) use database::{
    Account, AttemptKind, Database, Filter, Folder, Held, HeldApp, HeldKey, NewKey, Noted, Place, Probed,
    Seen, Server, Sets, Store, StoreError, StoredApp, StoredKey, Write, probe,
};
pub(crate) use directory::Directory;
pub(crate) use entering::{Entering, NOBODY};
pub(crate) use known::{Known, KnownName};
pub(crate) use memory::Memory;
pub(crate) use named::{NamedKey, NamedPassword};
pub(crate) use offered::Offered;
pub(crate) use recipe::{MINIMUM, recipe};
pub(crate) use scope::Scope;
pub(crate) use tokens::Tokens;
pub(crate) use tried::Tried;
