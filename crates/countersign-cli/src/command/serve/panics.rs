//! A panic ends one connection and is a fault of this program: it is counted and logged.
use crate::meter;
use tracing::error;

/// From here on. The text of a panic is not logged, because it may quote what a client has sent.
pub(super) fn report() {
    std::panic::set_hook(Box::new(|panic| {
        meter::panicked();
        let at = panic.location().map(ToString::to_string).unwrap_or_default();
        error!(at, "panic: a fault of this program, please report it");
    }));
}
