//! The demonstration: every mechanism over TLS on one machine, and the attacks that are rejected.
mod accounts;
mod agreed;
mod case;
mod clients;
mod row;
mod run;
mod server;
mod villain;

pub(crate) use case::cases;
pub(crate) use row::HEADER;
pub(crate) use run::Demo;
