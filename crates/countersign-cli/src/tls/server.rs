//! A server's TLS: it asks every client for a key, and takes none for an answer.
use super::{identity::Identity, provider};
use countersign::keys::{
    EndPoint,
    rustls::{Listener, ListenerError, ListenerOptions, Resumption},
};
use std::{io, sync::Arc};
use tokio::net::TcpStream;
use tokio_rustls::{LazyConfigAcceptor, TlsStream};

/// Begins TLS 1.2 and 1.3 with a certificate. Cloning is a reference count.
#[derive(Clone)]
pub(crate) struct Acceptor(Arc<Listener>);

impl Acceptor {
    /// So many sessions are remembered to be resumed.
    pub(crate) fn new(identity: Identity, sessions: usize) -> Result<Self, ListenerError> {
        let Identity { chain, key } = identity;
        let resumption = if sessions == 0 { Resumption::Never } else { Resumption::Remember(sessions) };
        let options = ListenerOptions { raw_public_keys: true, resumption, ..ListenerOptions::default() };
        Ok(Self(Arc::new(Listener::new(provider(), chain, key, options)?)))
    }

    /// The server's half of a handshake. A client that offers to send a bare key is asked for one, the others for a
    /// certificate.
    pub(crate) async fn accept(&self, stream: TcpStream) -> io::Result<TlsStream<TcpStream>> {
        let start = LazyConfigAcceptor::new(rustls::server::Acceptor::default(), stream).await?;
        let config = Arc::clone(self.0.choose(&start.client_hello()));
        Ok(start.into_stream(config).await?.into())
    }

    /// The `tls-server-end-point` of its connections.
    pub(crate) fn end_point(&self) -> Option<&EndPoint> {
        self.0.end_point()
    }
}
