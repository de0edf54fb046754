//! The accounts that `serve` knows.
mod memory;
mod named;

pub(crate) use memory::Accounts;
pub(crate) use named::NamedPassword;
