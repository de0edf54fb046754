//! ManageSieve (RFC 5804), for accounts without scripts.
mod command;
mod read;
mod serve;

pub(super) use read::response;
pub(super) use serve::run;
