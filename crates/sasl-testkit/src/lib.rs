//! What the tests of the family share.
//!
//! - [`Pair`] lets a client and a server talk to each other in memory, with somebody in the middle if a test
//!   wants that;
//! - [`Application`] answers the questions of both ends;
//! - [`transcript`] replays a file of `C:` and `S:` lines against one end or both, octet for octet;
//! - [`Dummy`] is a mechanism made of two functions, and [`mutual`] one that proves both ends;
//! - [`entropy`] is randomness that is the same every time;
//! - [`promised`] is what the types that an embedder holds promise it.
//!
//! ```text
//!              Application
//!          answers both ends' questions
//!        ┌───────────┴───────────┐
//!     client ──► the middle ──► server          Ended { client, server, transcript }
//!            ◄── the middle ◄──
//! ```
mod answer;
mod application;
mod dummy;
mod entropy;
mod mutual;
mod pair;
mod promised;
mod talking;
mod tamper;
pub mod transcript;

pub use application::Application;
pub use dummy::Dummy;
pub use entropy::entropy;
pub use mutual::{Pencil, mutual};
pub use pair::{Ended, Pair};
pub use promised::promised;
pub use tamper::{Fate, From};
