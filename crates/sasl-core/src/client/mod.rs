//! The client end.
//!
//! A client's calls can fail, and the error says which party is at fault. An exchange ends in [`Authenticated`]
//! only if the server has proved itself, where the mechanism provides for that, and then reports success.
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

/// The next step of a client's exchange.
pub type Step = crate::Step<crate::Client>;
