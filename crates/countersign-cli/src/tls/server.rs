//! A server's TLS: it asks every client for a key, and takes none for an answer.
use super::{identity::Identity, provider, stack::Stack, stream::TlsStream};
use crate::exit::Failure;
use countersign::keys::{
    EndPoint,
    rustls::{Listener, ListenerOptions, Resumption},
};
use std::{io, sync::Arc};
use tokio::net::TcpStream;
use tokio_rustls::LazyConfigAcceptor;

/// Begins TLS 1.2 and 1.3 with a certificate. Cloning is a reference count.
#[derive(Clone)]
pub(crate) enum Acceptor {
    Rustls(Arc<Listener>),
    #[cfg(feature = "openssl")]
    OpenSsl(Arc<countersign::keys::openssl::Listener>),
}

impl Acceptor {
    /// So many sessions are remembered to be resumed.
    pub(crate) fn new(stack: Stack, identity: Identity, sessions: usize) -> Result<Self, Failure> {
        match stack {
            Stack::Rustls => Self::rustls(identity, sessions),
            #[cfg(feature = "openssl")]
            Stack::Openssl => super::openssl::listener(&identity, sessions).map(Arc::new).map(Self::OpenSsl),
            #[cfg(not(feature = "openssl"))]
            Stack::Openssl => Err(super::stack::without_openssl()),
        }
    }

    fn rustls(Identity { chain, key }: Identity, sessions: usize) -> Result<Self, Failure> {
        let resumption = if sessions == 0 { Resumption::Never } else { Resumption::Remember(sessions) };
        let options = ListenerOptions { raw_public_keys: true, resumption, ..ListenerOptions::default() };
        let listener = Listener::new(provider(), chain, key, options);
        listener.map(Arc::new).map(Self::Rustls).map_err(|error| Failure::usage(format!("--cert: {error}")))
    }

    /// The server's half of a handshake. A client that offers to send a bare key is asked for one, where the library
    /// has them; the others for a certificate.
    pub(crate) async fn accept(&self, stream: TcpStream) -> io::Result<TlsStream> {
        match self {
            Self::Rustls(listener) => {
                let start = LazyConfigAcceptor::new(rustls::server::Acceptor::default(), stream).await?;
                let config = Arc::clone(listener.choose(&start.client_hello()));
                Ok(TlsStream::Rustls(Box::new(start.into_stream(config).await?.into())))
            }
            #[cfg(feature = "openssl")]
            Self::OpenSsl(listener) => super::openssl::accept(listener, stream).await,
        }
    }

    /// The `tls-server-end-point` of its connections.
    pub(crate) fn end_point(&self) -> Option<&EndPoint> {
        match self {
            Self::Rustls(listener) => listener.end_point(),
            #[cfg(feature = "openssl")]
            Self::OpenSsl(listener) => listener.end_point(),
        }
    }
}
