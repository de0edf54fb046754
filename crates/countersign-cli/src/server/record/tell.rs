//! Attempts in the log.
use crate::{accounts::Tried, server::attempt::Attempt};
use tracing::{debug, info, warn};

/// One of them, at the level that it deserves. There is nothing in it that a client can choose but what is escaped and
/// cut, and the names of accounts that there are.
pub(super) fn tell(attempt: &Attempt) {
    let Attempt { connection, remote, protocol, tls, result, .. } = attempt;
    let mechanism = attempt.mechanism.unwrap_or_default();
    let tried = attempt.tried.as_ref().and_then(Tried::account);
    let account = attempt.account.as_deref().or(tried).unwrap_or_default();
    let binding = attempt.binding.unwrap_or_default();
    match (attempt.event, result.as_str()) {
        // Told at each power of two.
        ("limit", why) => {
            warn!(%remote, protocol, why, so_far = attempt.seen, "no room for connections from there")
        }
        ("key", why) => debug!(connection, %remote, protocol, tls, why, "a key"),
        (_, "accepted") => {
            info!(connection, %remote, protocol, tls, mechanism, binding, account, "login");
        }
        // Only under a proof that is right: somebody is in between.
        (_, "rejected:binding-mismatch" | "rejected:downgrade") => {
            warn!(connection, %remote, protocol, tls, mechanism, account, result, "login: somebody is in between");
        }
        (_, "rejected:unavailable") => {
            warn!(connection, %remote, protocol, tls, mechanism, result, "login");
        }
        _ => info!(connection, %remote, protocol, tls, mechanism, account, result, "login"),
    }
}
