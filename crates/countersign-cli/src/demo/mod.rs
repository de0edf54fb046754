//! The demonstration: every mechanism over TLS on one machine, and the attacks that are rejected.
mod accounts;
mod agreed;
mod case;
mod clients;
mod rogue_server;
mod row;
mod run;
mod server;

pub(crate) use case::cases;
pub(crate) use row::HEADER;
pub(crate) use run::Demo;
