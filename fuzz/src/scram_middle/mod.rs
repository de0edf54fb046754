//! An attacker between a SCRAM client and a SCRAM server of this project: the ends (`scene`), and the invariants
//! for any change of their messages (`invariants`).
//!
//! ```text
//! input = scene (3 octets) meddling (the rest)
//! ```
mod invariants;
mod scene;

use crate::middle::judge;
use scene::Scene;

/// Returns the start of an input, which selects the ends. For seeds.
pub fn header(mechanism: u8, client: u8, server: u8) -> [u8; 3] {
    [mechanism, client, server]
}

/// Returns whether both ends succeeded.
pub fn run(input: &[u8]) -> bool {
    let Some((header, meddling)) = input.split_first_chunk::<3>() else { return false };
    judge(&Scene::new(*header), meddling, invariants::check)
}
