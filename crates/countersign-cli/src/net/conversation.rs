//! A server's side of a connection: lines with a time-out, until the server is told to stop.
use super::{
    lines::{Line, Lines},
    stream::Stream,
};
use std::{io, time::Duration};
use tokio::{sync::watch, time::timeout};
use zeroize::Zeroizing;

/// A connection that is being served.
pub(crate) struct Conversation {
    lines: Lines<Stream>,
    stop: watch::Receiver<bool>,
    patience: Duration,
}

/// Why there is no next line.
#[derive(Debug)]
pub(crate) enum Ended {
    /// The client is gone.
    Closed,
    /// It has been silent for too long.
    Silent,
    /// The server is stopping.
    Stopping,
}

impl From<io::Error> for Ended {
    /// A connection that breaks is as gone as one that is closed.
    fn from(_: io::Error) -> Self {
        Self::Closed
    }
}

impl Conversation {
    pub(crate) fn new(stream: Stream, stop: watch::Receiver<bool>, patience: Duration) -> Self {
        Self { lines: Lines::new(stream), stop, patience }
    }

    /// Be more patient from here on, or less.
    pub(crate) fn set_patience(&mut self, patience: Duration) {
        self.patience = patience;
    }

    pub(crate) async fn read(&mut self, limit: usize) -> Result<Line, Ended> {
        let Self { lines, stop, patience } = self;
        let line = tokio::select! {
            biased;
            () = stopped(stop) => return Err(Ended::Stopping),
            line = timeout(*patience, lines.read(limit)) => line.map_err(|_| Ended::Silent)?,
        };
        line?.ok_or(Ended::Closed)
    }

    pub(crate) async fn read_exact(&mut self, count: usize) -> Result<Zeroizing<Vec<u8>>, Ended> {
        let octets = timeout(self.patience, self.lines.read_exact(count)).await;
        octets.map_err(|_| Ended::Silent)??.ok_or(Ended::Closed)
    }

    pub(crate) async fn write(&mut self, octets: impl AsRef<[u8]>) -> Result<(), Ended> {
        timeout(self.patience, self.lines.write(octets.as_ref())).await.map_err(|_| Ended::Silent)??;
        Ok(())
    }

    pub(crate) async fn close(self) {
        // Whoever does not take the farewell is left.
        let _ = timeout(Duration::from_secs(1), self.lines.close()).await;
    }

    /// For a TLS handshake: the bare stream, and what to go on with.
    pub(crate) fn into_stream(self) -> (Stream, watch::Receiver<bool>, Duration) {
        (self.lines.into_stream(), self.stop, self.patience)
    }
}

/// Waits until the server is told to stop, or nobody is left to tell it.
pub(crate) async fn stopped(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}
