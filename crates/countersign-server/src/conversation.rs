//! The server side of a connection: lines with a timeout, until the server stops.
use countersign_accounts::SessionToken;
use countersign_limits::Presence;
use countersign_tokio::net::{Endless, Http, Line, Lines, Stream, Timeouts};
use std::{io, time::Duration};
use tokio::{
    sync::watch,
    time::{sleep, timeout},
};
use zeroize::Zeroizing;

/// A connection that is being served.
pub(crate) struct Conversation {
    lines: Lines<Stream>,
    stop: watch::Receiver<bool>,
    /// The token of the logged-in session.
    session_token: SessionToken,
    timeouts: Timeouts,
    /// Before login: the slot, which another connection may take.
    presence: Presence,
}

/// Why there is no next line.
#[derive(Debug)]
pub(crate) enum Ended {
    /// The client disconnected.
    Closed,
    /// The client was idle for too long.
    Silent,
    /// A line exceeds all limits.
    Endless,
    /// The client speaks HTTP.
    Http,
    /// The client sent something that may be followed by octets that are not commands.
    Unreadable,
    /// The client has started too many logins that cannot start.
    TooMany,
    /// The server is stopping.
    Stopping,
    /// The server cannot serve this client now.
    Unavailable,
    /// There are too many other connections.
    Crowded,
    /// The account has changed: the session is no longer valid.
    Revoked,
}

/// The time limit for the farewell.
const FAREWELL: Duration = Duration::from_secs(1);

impl From<io::Error> for Ended {
    /// A broken connection counts as closed.
    fn from(error: io::Error) -> Self {
        match error.get_ref() {
            Some(inner) if inner.is::<Endless>() => Self::Endless,
            Some(inner) if inner.is::<Http>() => Self::Http,
            _ => Self::Closed,
        }
    }
}

impl Conversation {
    pub(crate) fn new(stream: Stream, stop: watch::Receiver<bool>, timeouts: Timeouts) -> Self {
        let (session_token, presence) = (SessionToken::lasting(), Presence::default());
        Self { lines: Lines::new(stream).refusing_http(), stop, session_token, timeouts, presence }
    }

    /// Sets the slot that it has until login.
    pub(crate) fn with_presence(self, presence: Presence) -> Self {
        Self { presence, ..self }
    }

    /// Sets the idle timeout after login; the total time is then unlimited.
    pub(crate) fn set_idle_timeout(&mut self, silence: Duration) {
        self.timeouts = Timeouts::after_login(silence);
        // Logged-in connections are not evicted.
        self.presence = Presence::default();
    }

    /// Sets the token of the session.
    pub(crate) fn set_session_token(&mut self, session_token: SessionToken) {
        self.session_token = session_token;
    }

    pub(crate) async fn read(&mut self, limit: usize) -> Result<Line, Ended> {
        let Self { lines, stop, session_token, timeouts, presence } = self;
        let line = tokio::select! {
            biased;
            () = stopped(stop) => return Err(Ended::Stopping),
            () = session_token.ended() => return Err(Ended::Revoked),
            () = presence.given_up() => return Err(Ended::Crowded),
            line = timeout(timeouts.left(), lines.read(limit)) => line.map_err(|_| Ended::Silent)?,
        };
        presence.record_activity();
        line?.ok_or(Ended::Closed)
    }

    pub(crate) async fn read_exact(&mut self, count: usize) -> Result<Zeroizing<Vec<u8>>, Ended> {
        let Self { lines, stop, session_token, timeouts, presence } = self;
        let octets = tokio::select! {
            biased;
            () = stopped(stop) => return Err(Ended::Stopping),
            () = session_token.ended() => return Err(Ended::Revoked),
            () = presence.given_up() => return Err(Ended::Crowded),
            octets = timeout(timeouts.left(), lines.read_exact(count)) => octets.map_err(|_| Ended::Silent)?,
        };
        octets?.ok_or(Ended::Closed)
    }

    pub(crate) async fn write(&mut self, octets: impl AsRef<[u8]>) -> Result<(), Ended> {
        let Self { lines, stop, session_token, timeouts, presence } = self;
        // Output is written even during shutdown: it may confirm that a message was stored.
        let written = tokio::select! {
            biased;
            written = timeout(timeouts.left(), lines.write(octets.as_ref())) => written.map_err(|_| Ended::Silent)?,
            () = stopped(stop) => return Err(Ended::Stopping),
            () = session_token.ended() => return Err(Ended::Revoked),
            () = presence.given_up() => return Err(Ended::Crowded),
        };
        Ok(written?)
    }

    /// Delays the client, unless the server stops or the session token ends.
    pub(crate) async fn pause(&mut self, time: Duration) -> Result<(), Ended> {
        if time.is_zero() {
            return Ok(());
        }
        tokio::select! {
            () = stopped(&mut self.stop) => Err(Ended::Stopping),
            () = self.presence.given_up() => Err(Ended::Crowded),
            () = self.session_token.ended() => Err(Ended::Revoked),
            () = sleep(time) => Ok(()),
        }
    }

    /// Sends the farewell and closes.
    pub(crate) async fn close(self, farewell: &str) {
        let mut lines = self.lines;
        // A client that does not read it is dropped.
        let _ = timeout(FAREWELL, async {
            lines.write(farewell.as_bytes()).await?;
            lines.close().await;
            Ok::<_, io::Error>(())
        })
        .await;
    }

    /// Returns the bare stream for a TLS handshake, and the state to continue with.
    pub(crate) fn into_stream(self) -> (Stream, watch::Receiver<bool>, Timeouts) {
        (self.lines.into_stream(), self.stop, self.timeouts)
    }
}

/// Waits until the server stops, or the sender is dropped.
pub(crate) async fn stopped(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}
