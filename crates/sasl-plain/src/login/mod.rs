//! LOGIN: a prompt for the name and a prompt for the password. It was never standardized
//! (draft-murchison-sasl-login).
//!
//! ```text
//! S: Username:
//! C: amy
//! S: Password:
//! C: pencil
//! ```
mod client;
mod mechanism;
pub(crate) mod prompt;
mod server;

pub use mechanism::{LoginClient, LoginServer};
