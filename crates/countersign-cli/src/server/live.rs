//! What of the server can change while it runs: every session begins with what is in force, and goes on with it until
//! its TLS begins anew.
use super::{
    offering::Offering,
    peer::{Peer, Proofs},
    protocol::Protocol,
    proxies::Proxies,
};
use crate::{
    accounts::{Certified, Directory},
    limits::Presence,
    net::{Stream, stopped},
    tls::{Acceptor, TlsStream},
};
use countersign::{
    Bindings, Security,
    mail::ListenerPolicy,
    sasl::server::{Connection, Offer},
};
use std::{
    io,
    net::IpAddr,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};
use tokio::{net::TcpStream, sync::watch, time::timeout};

/// What is in force.
pub(crate) struct Live {
    pub(crate) acceptor: Acceptor,
    pub(crate) offering: Offering,
    /// What the listeners insist on.
    pub(crate) accepts: ListenerPolicy,
    /// Whoever has logged in with a password may register the key of their connection.
    pub(crate) registers_keys: bool,
    /// How long a client may be silent before it is logged in.
    pub(crate) patience: Duration,
    /// Who may say for whom it connects.
    pub(crate) proxies: Proxies,
}

/// The place where it is exchanged for something else.
pub(crate) struct Current(RwLock<Arc<Live>>);

impl Current {
    pub(crate) fn new(live: Live) -> Self {
        Self(RwLock::new(Arc::new(live)))
    }

    /// What is in force now.
    pub(crate) fn get(&self) -> Arc<Live> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// From here on this is in force, for whoever connects or begins TLS.
    pub(crate) fn set(&self, live: Live) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(live);
    }
}

impl Live {
    /// The server's half of a TLS handshake; given up when the server stops, or needs the place for another connection.
    pub(super) async fn handshake(
        &self,
        protocol: Protocol,
        stream: TcpStream,
        stop: &mut watch::Receiver<bool>,
        presence: &Presence,
    ) -> io::Result<TlsStream> {
        let accepted = tokio::select! {
            () = stopped(stop) => return Err(io::ErrorKind::Interrupted.into()),
            () = presence.given_up() => return Err(io::ErrorKind::QuotaExceeded.into()),
            accepted = timeout(self.patience, self.acceptor.accept(protocol.of_mail(), stream)) => accepted,
        };
        accepted.map_err(io::Error::from)?
    }

    pub(super) fn proofs<'a>(
        &self,
        directory: &'a Directory,
        certified: &'a Arc<Certified>,
        remote: IpAddr,
    ) -> Proofs<'a> {
        Proofs { directory, certified, accepts: self.accepts, remote }
    }

    /// What can be logged in with on a connection whose TLS this has begun, if it has any: its bindings are those of the
    /// certificate that was shown.
    pub(super) fn offer(
        &self,
        accounts: &Directory,
        protocol: Protocol,
        peer: &Peer,
        stream: &Stream,
    ) -> Offer {
        let (security, bindings) = match stream {
            Stream::Plain(_) => (Security::Clear, Bindings::NONE),
            Stream::Tls(stream) => (Security::Verified, stream.bindings(self.acceptor.end_point())),
        };
        let connection = Connection::new(protocol.profile(), security).with_bindings(bindings);
        let connection = match peer.external() {
            Some(identity) => connection.with_external(identity),
            None => connection,
        };
        self.offering.registry(&accounts.offered(), protocol).offer(&connection)
    }
}
