//! The client's end.
//!
//! A client's calls can fail; the error says whose fault it was. There is no way to [`Authenticated`] but the
//! server's proof, where the mechanism has one, and then its yes.
mod ask;
mod awaiting;
mod choose;
mod connection;
mod credentials;
mod explanation;
mod finish;
mod outcome;
mod preference;
mod rank;
mod setup;
mod token;

pub use ask::Ask;
pub use choose::{Choice, NoUsableMechanism};
pub use connection::Connection;
pub use credentials::{Credentials, WantCredentials};
pub use finish::Finish;
pub use outcome::Authenticated;
pub use preference::Preference;
pub use rank::SkipReason;
pub use setup::{BindingFlag, Setup};
pub use token::{Token, WantToken};

/// What a client's exchange wants next.
pub type Step = crate::Step<crate::Client>;
