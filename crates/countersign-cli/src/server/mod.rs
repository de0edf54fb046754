//! A server to log in to: IMAP, submission, POP3 and ManageSieve, thin over the library.
mod attempt;
mod exchange;
mod imap;
mod listeners;
mod login;
mod mistakes;
mod offering;
mod peer;
mod pop3;
mod protocol;
mod refused_keys;
mod sabotage;
mod serve;
mod session;
mod sieve;
mod spool;
mod submission;

pub(crate) use attempt::{Attempt, Report};
pub(crate) use listeners::{Addresses, Listeners};
pub(crate) use offering::{Offering, Switches};
pub(crate) use protocol::Protocol;
pub(crate) use refused_keys::RefusedKeys;
pub(crate) use session::Service;
pub(crate) use spool::Spool;
