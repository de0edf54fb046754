//! A server to log in to: IMAP and submission, thin over the library.
mod attempt;
mod exchange;
mod imap;
mod listeners;
mod sabotage;
mod session;
mod spool;
mod submission;

pub(crate) use attempt::{Attempt, Report};
pub(crate) use listeners::{Addresses, Listeners};
pub(crate) use session::Service;
pub(crate) use spool::Spool;
