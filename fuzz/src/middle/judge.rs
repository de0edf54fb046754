//! An exchange, and what has to be true of it.
use super::{ends::Ends, play::play, played::Played};

/// Did both ends log in? The check panics where something is not as it has to be, whatever the middle has done.
pub fn judge<E: Ends>(ends: &E, meddling: &[u8], check: impl FnOnce(&E, &Played)) -> bool {
    let played = play(ends, meddling);
    check(ends, &played);
    played.server.is_some() && played.client.is_some()
}
