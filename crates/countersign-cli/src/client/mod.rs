//! A client that logs in to any IMAP, submission, POP3 or ManageSieve server, a thin layer over the library.
mod dialect;
mod error;
mod exchange;
mod imap;
mod open;
mod options;
mod pop3;
mod protocol;
mod register;
mod session;
mod sieve;
mod smtp;
mod trace;
mod url;

pub(crate) use error::LoginError;
pub(crate) use exchange::{LoggedIn, log_in};
pub(crate) use open::Target;
pub(crate) use options::LoginOptions;
pub(crate) use protocol::Protocol;
pub(crate) use register::register;
pub(crate) use session::Session;
pub(crate) use trace::Trace;
pub(crate) use url::Url;
