//! Login attempts in the log.
use crate::attempt::Attempt;
use countersign_accounts::AttemptedName;
use tracing::{debug, info, warn};

/// Logs an attempt at its level. Fields that a client can choose are escaped and cut; names are those of existing accounts.
pub(super) fn log_attempt(attempt: &Attempt) {
    let Attempt { connection, remote, protocol, tls, result, .. } = attempt;
    let mechanism = attempt.mechanism.unwrap_or_default();
    let attempted = attempt.attempted.as_ref().and_then(AttemptedName::account);
    let account = attempt.account.as_deref().or(attempted).unwrap_or_default();
    let binding = attempt.binding.unwrap_or_default();
    match (attempt.event, result.as_str()) {
        // Logged at powers of two.
        ("limit", why) => {
            warn!(%remote, protocol, why, so_far = attempt.seen, "connection rejected by the limits")
        }
        ("key", why) => debug!(connection, %remote, protocol, tls, why, "client key not accepted"),
        (_, "accepted") => {
            info!(connection, %remote, protocol, tls, mechanism, binding, account, "login");
        }
        // These need a right proof: there is probably a man in the middle.
        (_, "rejected:binding-mismatch" | "rejected:downgrade") => {
            warn!(connection, %remote, protocol, tls, mechanism, account, result, "login failed: possible man-in-the-middle");
        }
        (_, "rejected:unavailable") => {
            warn!(connection, %remote, protocol, tls, mechanism, result, "login");
        }
        _ => info!(connection, %remote, protocol, tls, mechanism, account, result, "login"),
    }
}
