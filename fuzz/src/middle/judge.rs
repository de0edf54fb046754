//! An exchange and its invariants.
use super::{ends::Ends, play::play, played::Played};

/// Returns whether both ends succeeded. The check panics if an invariant is violated, whatever the attacker does.
pub fn judge<E: Ends>(ends: &E, meddling: &[u8], check: impl FnOnce(&E, &Played)) -> bool {
    let played = play(ends, meddling);
    check(ends, &played);
    played.server.is_some() && played.client.is_some()
}
