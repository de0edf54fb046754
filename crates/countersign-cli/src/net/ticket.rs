//! Why a connection that is logged in may go on: its account, and what it has proved, have not changed.
use tokio::sync::watch;

/// Held by a connection that is logged in, until one of its two conditions ends it.
#[derive(Clone, Debug)]
pub(crate) struct Ticket {
    account: watch::Receiver<bool>,
    certificate: Option<watch::Receiver<bool>>,
}

impl Ticket {
    /// It ends once this becomes true.
    pub(crate) fn new(ended: watch::Receiver<bool>) -> Self {
        Self { account: ended, certificate: None }
    }

    /// It ends once this becomes true, too.
    pub(crate) fn with_certificate(self, ended: watch::Receiver<bool>) -> Self {
        Self { certificate: Some(ended), ..self }
    }

    /// One that lasts.
    pub(crate) fn lasting() -> Self {
        Self::new(watch::channel(false).1)
    }

    /// One that has ended already.
    pub(crate) fn over() -> Self {
        Self::new(watch::channel(true).1)
    }

    /// Waits until the account or the certificate does not let this connection go on.
    pub(crate) async fn ended(&mut self) {
        let Self { account, certificate } = self;
        match certificate {
            None => becomes_true(account).await,
            Some(certificate) => tokio::select! {
                () = becomes_true(account) => {}
                () = becomes_true(certificate) => {}
            },
        }
    }
}

async fn becomes_true(ended: &mut watch::Receiver<bool>) {
    if ended.wait_for(|ended| *ended).await.is_err() {
        // The sender is gone without having ended it.
        std::future::pending::<()>().await;
    }
}
