//! An attacker between a client and a server of this project, for any mechanism: the changes to each message
//! (`meddler`), and the run of both ends through them (`play`). Each target defines the ends and the invariants.
mod ends;
mod judge;
mod line;
mod meddler;
pub mod people;
mod play;
mod played;
mod server;

pub use ends::Ends;
pub use judge::judge;
pub use line::{Line, has};
pub use played::Played;
