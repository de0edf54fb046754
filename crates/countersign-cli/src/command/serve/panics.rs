//! Panics. A panic ends one connection and is a bug of this program: it is counted and logged.
use countersign_server::meter;
use tracing::error;

/// Installs the hook. The text of a panic is not logged, because it may quote input from a client.
pub(super) fn report() {
    std::panic::set_hook(Box::new(|panic| {
        meter::panicked();
        let at = panic.location().map(ToString::to_string).unwrap_or_default();
        error!(at, "panic: a bug in countersign, please report it");
    }));
}
