//! The shared code of the examples that does not concern logins: a directory, lines, a certificate for this
//! machine, and a submission server for several clients.
mod directory;
mod line;
mod localhost;
mod submission;

pub use directory::Accounts;
pub use line::{Challenges, Line};
pub use localhost::Localhost;
pub use submission::{Seen, Submission};
