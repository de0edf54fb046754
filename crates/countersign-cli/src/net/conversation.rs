//! A server's side of a connection: lines with a time-out, until the server is told to stop.
use super::{
    http::Http,
    lines::{Endless, Line, Lines},
    patience::Patience,
    stream::Stream,
    ticket::Ticket,
};
use crate::limits::Presence;
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
    /// Of whoever is logged in.
    ticket: Ticket,
    patience: Patience,
    /// Before login: that it may have to make room for another.
    presence: Presence,
}

/// Why there is no next line.
#[derive(Debug)]
pub(crate) enum Ended {
    /// The client is gone.
    Closed,
    /// It has been silent for too long.
    Silent,
    /// A line of it has no end.
    Endless,
    /// It speaks HTTP.
    Http,
    /// It has sent something behind which octets may follow that are no commands.
    Unreadable,
    /// It has begun too many logins that cannot begin.
    TooMany,
    /// The server is stopping.
    Stopping,
    /// Nothing can be done for this client now.
    Unavailable,
    /// There are too many others.
    Crowded,
    /// The account has changed: whoever is logged in may be somebody else by now.
    Revoked,
}

/// How long a client has for the last words.
const FAREWELL: Duration = Duration::from_secs(1);

impl From<io::Error> for Ended {
    /// A connection that breaks is as gone as one that is closed.
    fn from(error: io::Error) -> Self {
        match error.get_ref() {
            Some(inner) if inner.is::<Endless>() => Self::Endless,
            Some(inner) if inner.is::<Http>() => Self::Http,
            _ => Self::Closed,
        }
    }
}

impl Conversation {
    pub(crate) fn new(stream: Stream, stop: watch::Receiver<bool>, patience: Patience) -> Self {
        let (ticket, presence) = (Ticket::lasting(), Presence::default());
        Self { lines: Lines::new(stream).refusing_http(), stop, ticket, patience, presence }
    }

    /// The place that it has, until the client is logged in.
    pub(crate) fn with_presence(self, presence: Presence) -> Self {
        Self { presence, ..self }
    }

    /// Whoever is logged in may be silent for so long, and stay as long as they like.
    pub(crate) fn set_patience(&mut self, silence: Duration) {
        self.patience = Patience::after_login(silence);
        // Nor do they have to make room for others.
        self.presence = Presence::default();
    }

    /// Somebody is logged in, for as long as this ticket lasts.
    pub(crate) fn hold(&mut self, ticket: Ticket) {
        self.ticket = ticket;
    }

    pub(crate) async fn read(&mut self, limit: usize) -> Result<Line, Ended> {
        let Self { lines, stop, ticket, patience, presence } = self;
        let line = tokio::select! {
            biased;
            () = stopped(stop) => return Err(Ended::Stopping),
            () = ticket.ended() => return Err(Ended::Revoked),
            () = presence.given_up() => return Err(Ended::Crowded),
            line = timeout(patience.left(), lines.read(limit)) => line.map_err(|_| Ended::Silent)?,
        };
        presence.heard();
        line?.ok_or(Ended::Closed)
    }

    pub(crate) async fn read_exact(&mut self, count: usize) -> Result<Zeroizing<Vec<u8>>, Ended> {
        let Self { lines, stop, ticket, patience, presence } = self;
        let octets = tokio::select! {
            biased;
            () = stopped(stop) => return Err(Ended::Stopping),
            () = ticket.ended() => return Err(Ended::Revoked),
            () = presence.given_up() => return Err(Ended::Crowded),
            octets = timeout(patience.left(), lines.read_exact(count)) => octets.map_err(|_| Ended::Silent)?,
        };
        octets?.ok_or(Ended::Closed)
    }

    pub(crate) async fn write(&mut self, octets: impl AsRef<[u8]>) -> Result<(), Ended> {
        let Self { lines, stop, ticket, patience, presence } = self;
        // What can be written is written even while the server stops: it may say that a message has been kept.
        let written = tokio::select! {
            biased;
            written = timeout(patience.left(), lines.write(octets.as_ref())) => written.map_err(|_| Ended::Silent)?,
            () = stopped(stop) => return Err(Ended::Stopping),
            () = ticket.ended() => return Err(Ended::Revoked),
            () = presence.given_up() => return Err(Ended::Crowded),
        };
        Ok(written?)
    }

    /// Let the client wait, unless the server stops or the ticket ends.
    pub(crate) async fn pause(&mut self, time: Duration) -> Result<(), Ended> {
        if time.is_zero() {
            return Ok(());
        }
        tokio::select! {
            () = stopped(&mut self.stop) => Err(Ended::Stopping),
            () = self.presence.given_up() => Err(Ended::Crowded),
            () = self.ticket.ended() => Err(Ended::Revoked),
            () = sleep(time) => Ok(()),
        }
    }

    /// The last words, and the end.
    pub(crate) async fn close(self, farewell: &str) {
        let mut lines = self.lines;
        // Whoever does not take them is left.
        let _ = timeout(FAREWELL, async {
            lines.write(farewell.as_bytes()).await?;
            lines.close().await;
            Ok::<_, io::Error>(())
        })
        .await;
    }

    /// For a TLS handshake: the bare stream, and what to go on with.
    pub(crate) fn into_stream(self) -> (Stream, watch::Receiver<bool>, Patience) {
        (self.lines.into_stream(), self.stop, self.patience)
    }
}

/// Waits until the server is told to stop, or nobody is left to tell it.
pub(crate) async fn stopped(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}
