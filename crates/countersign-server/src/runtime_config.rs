//! The configuration that can change while the server runs: a session begins with the current one, and keeps it until it
//! starts TLS.
use super::{
    mechanism_policy::MechanismPolicy,
    peer::{Peer, Proofs},
    protocol::Protocol,
    proxies::Proxies,
};
use crate::stopped;
use countersign::{
    Bindings, Security,
    mail::ListenerPolicy,
    sasl::server::{Connection, Offer},
};
use countersign_accounts::{Certified, Directory};
use countersign_limits::Presence;
use countersign_tokio::{net::Stream, tls::Acceptor, tls::TlsStream};
use std::{
    io,
    net::IpAddr,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};
use tokio::{net::TcpStream, sync::watch, time::timeout};

/// The configuration in force.
pub struct RuntimeConfig {
    /// The certificate that clients are shown.
    pub acceptor: Acceptor,
    /// The mechanisms that are offered.
    pub mechanism_policy: MechanismPolicy,
    /// The policy of the listeners.
    pub accepts: ListenerPolicy,
    /// Clients that logged in with a password may register the key of their connection.
    pub registers_keys: bool,
    /// The idle timeout before login.
    pub idle_timeout: Duration,
    /// The proxies that may send a PROXY header.
    pub proxies: Proxies,
}

/// The holder of the current configuration.
pub struct Current(RwLock<Arc<RuntimeConfig>>);

impl Current {
    /// Starts with this configuration.
    pub fn new(runtime_config: RuntimeConfig) -> Self {
        Self(RwLock::new(Arc::new(runtime_config)))
    }

    /// Returns the current configuration.
    pub fn get(&self) -> Arc<RuntimeConfig> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Replaces the configuration, for new connections and new TLS sessions.
    pub fn set(&self, runtime_config: RuntimeConfig) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(runtime_config);
    }
}

impl RuntimeConfig {
    /// The server side of a TLS handshake; ended early when the server stops, or when another connection takes the slot.
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
            accepted = timeout(self.idle_timeout, self.acceptor.accept(protocol.of_mail(), stream)) => accepted,
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

    /// Returns the mechanisms of a connection. With TLS started under this configuration, the bindings are those of the
    /// certificate that was sent.
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
        self.mechanism_policy.registry(&accounts.offered(), protocol).offer(&connection)
    }
}
