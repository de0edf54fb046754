//! What the examples stand on and what is not about logging in: a directory, lines, a certificate for this machine,
//! and a submission server that more than one client logs in to.
mod directory;
mod line;
mod localhost;
mod submission;

pub use directory::Accounts;
pub use line::{Challenges, Line};
pub use localhost::Localhost;
pub use submission::{Seen, Submission};
