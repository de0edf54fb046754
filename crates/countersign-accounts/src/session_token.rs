//! The condition for a logged-in connection to continue: its account and its credential have not changed.
use tokio::sync::watch;

/// A token of a logged-in session, ended by either of two conditions.
#[derive(Clone, Debug)]
pub struct SessionToken {
    account: watch::Receiver<bool>,
    certificate: Option<watch::Receiver<bool>>,
}

impl SessionToken {
    /// Makes a token that ends once this becomes true.
    pub fn new(ended: watch::Receiver<bool>) -> Self {
        Self { account: ended, certificate: None }
    }

    /// Adds a second condition: the token also ends once this becomes true.
    pub fn with_certificate(self, ended: watch::Receiver<bool>) -> Self {
        Self { certificate: Some(ended), ..self }
    }

    /// Makes a token that does not end.
    pub fn lasting() -> Self {
        Self::new(watch::channel(false).1)
    }

    /// Makes a token that has ended.
    pub fn over() -> Self {
        Self::new(watch::channel(true).1)
    }

    /// Waits until the account or the certificate no longer allows this connection.
    pub async fn ended(&mut self) {
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
        // The sender was dropped without ending it.
        std::future::pending::<()>().await;
    }
}
