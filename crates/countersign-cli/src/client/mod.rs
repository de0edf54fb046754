//! A client that logs in to any IMAP or submission server, thin over the library.
mod error;
mod exchange;
mod imap;
mod open;
mod session;
mod smtp;
mod trace;
mod url;

pub(crate) use error::LoginError;
pub(crate) use exchange::{LoggedIn, Wishes, log_in};
pub(crate) use open::Target;
pub(crate) use session::Session;
pub(crate) use trace::Trace;
pub(crate) use url::{Protocol, Url};
