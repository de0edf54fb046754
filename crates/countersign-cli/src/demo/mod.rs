//! The main job on one machine: every mechanism over real TLS, and the attacks that are refused.
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
