//! The shared test utilities of the workspace.
//!
//! - [`Pair`] runs a client and a server in memory, with an attacker in the middle if a test needs one;
//! - [`Application`] answers the questions of both ends;
//! - [`transcript`] replays a file of `C:` and `S:` lines against one end or both, octet for octet;
//! - [`Dummy`] is a mechanism that consists of two functions, and [`mutual`] one that proves both ends;
//! - [`entropy`] is reproducible randomness;
//! - [`promised`] checks what the public types guarantee.
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
