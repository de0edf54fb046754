//! Signals that stop a server.
use tokio::{
    signal::unix::{SignalKind, signal},
    sync::watch,
};

/// Becomes true at the first SIGTERM or SIGINT.
pub(super) fn stop_signal() -> std::io::Result<watch::Receiver<bool>> {
    let (sender, receiver) = watch::channel(false);
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        sender.send_replace(true);
        // Keep the channel open until all receivers have seen it.
        sender.closed().await;
    });
    Ok(receiver)
}
