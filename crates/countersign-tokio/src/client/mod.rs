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

pub use error::LoginError;
pub use exchange::{LoggedIn, log_in};
pub use open::Target;
pub use options::LoginOptions;
pub use protocol::Protocol;
pub use register::register;
pub use session::Session;
pub use trace::Trace;
pub use url::Url;
