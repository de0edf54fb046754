//! Somebody between a client and a server of ours, whatever the mechanism: what is done to each message (`meddler`), and
//! both ends playing through it (`play`). Who is there and what must be true is each target's own.
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
