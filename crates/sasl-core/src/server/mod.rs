//! The server end.
//!
//! A server's exchange always ends in a [`Verdict`] that has a reply. Calls never return an `Err`, so a `?` cannot
//! close a connection without a reply.
mod ask;
mod authorize;
mod awaiting;
mod check_password;
mod check_token;
mod conclude;
mod connection;
mod finish;
mod lookup;
mod offer;
mod policy;
mod proved;
mod rejection;
mod setup;
mod verdict;
mod work;

pub use crate::check::Check;
pub use ask::Ask;
pub use authorize::{Authorize, Decision};
pub use check_password::{CheckPassword, PasswordAnswer};
pub use check_token::{CheckToken, TokenAnswer, TokenFailure};
pub use connection::Connection;
pub use finish::Finish;
pub use lookup::{Found, Lookup};
pub use offer::{NotOffered, Offer};
pub use policy::Policy;
pub use rejection::Rejection;
pub use setup::{OfferedBindings, Setup};
pub use verdict::{Accepted, Rejected, Verdict};

/// The next step of a server's exchange.
pub type Step = crate::Step<crate::Server>;
