//! Why a connection that is logged in may go on: its account has not changed.
use tokio::sync::watch;

/// Held by a connection that is logged in, until somebody else ends it.
#[derive(Clone, Debug)]
pub(crate) struct Ticket(watch::Receiver<bool>);

impl Ticket {
    /// It ends once this becomes true.
    pub(crate) fn new(ended: watch::Receiver<bool>) -> Self {
        Self(ended)
    }

    /// One that lasts.
    pub(crate) fn lasting() -> Self {
        Self(watch::channel(false).1)
    }

    /// One that has ended already.
    pub(crate) fn over() -> Self {
        Self(watch::channel(true).1)
    }

    /// Waits until the account does not let this connection go on.
    pub(crate) async fn ended(&mut self) {
        if self.0.wait_for(|ended| *ended).await.is_err() {
            // Nobody is left who could end it.
            std::future::pending::<()>().await;
        }
    }
}
