//! Somebody between a SCRAM client and a SCRAM server of ours: who they are and what they have (`scene`), and what must be
//! true whatever is done to their messages (`invariants`).
//!
//! ```text
//! input = scene (3 octets) meddling (the rest)
//! ```
mod invariants;
mod scene;

use crate::middle::judge;
use scene::Scene;

/// How a target's input begins: who is there. For seeds.
pub fn header(mechanism: u8, client: u8, server: u8) -> [u8; 3] {
    [mechanism, client, server]
}

/// Did both ends log in?
pub fn run(input: &[u8]) -> bool {
    let Some((header, meddling)) = input.split_first_chunk::<3>() else { return false };
    judge(&Scene::new(*header), meddling, invariants::check)
}
