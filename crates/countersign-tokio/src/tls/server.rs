//! TLS of a server: it requests a client key, which is optional.
use super::{identity::Identity, provider, stack::Stack, stream::TlsStream};
use crate::ConfigError;
use countersign::{
    keys::{
        Alpn, EndPoint,
        rustls::{Listener, ListenerOptions, Resumption},
    },
    mail::Protocol,
};
use std::{io, sync::Arc};
use tokio::net::TcpStream;
use tokio_rustls::LazyConfigAcceptor;

/// Accepts TLS 1.2 and 1.3 with a certificate. Cloning copies a reference.
#[derive(Clone)]
pub enum Acceptor {
    /// By rustls.
    Rustls(Arc<PerProtocol<Listener>>),
    /// By OpenSSL.
    #[cfg(feature = "openssl")]
    OpenSsl(Arc<PerProtocol<countersign::keys::openssl::Listener>>),
}

impl Acceptor {
    /// Makes an acceptor with a session cache of this size.
    pub fn new(stack: Stack, identity: Identity, sessions: usize) -> Result<Self, ConfigError> {
        match stack {
            Stack::Rustls => Self::rustls(identity, sessions),
            #[cfg(feature = "openssl")]
            Stack::Openssl => {
                let listener = |protocol| super::openssl::listener(&identity, sessions, alpn(protocol));
                Ok(Self::OpenSsl(Arc::new(PerProtocol::new(listener)?)))
            }
            #[cfg(not(feature = "openssl"))]
            Stack::Openssl => Err(super::stack::without_openssl()),
        }
    }

    fn rustls(Identity { chain, key }: Identity, sessions: usize) -> Result<Self, ConfigError> {
        let resumption = if sessions == 0 { Resumption::Never } else { Resumption::Remember(sessions) };
        let options = ListenerOptions { raw_public_keys: true, resumption, ..ListenerOptions::default() };
        let listener = Listener::new(provider(), chain, key, options)
            .map_err(|error| ConfigError::new(format!("--cert: {error}")))?;
        Ok(Self::Rustls(Arc::new(PerProtocol::new(|protocol| Ok(listener.with_alpn(alpn(protocol))))?)))
    }

    /// The server side of a handshake. A client that supports raw public keys is asked for one, if the library supports
    /// them; others are asked for a certificate. A client that offers only other protocols (ALPN) is rejected.
    pub async fn accept(&self, protocol: Protocol, stream: TcpStream) -> io::Result<TlsStream> {
        match self {
            Self::Rustls(listeners) => {
                let listener = listeners.of(protocol);
                let start = LazyConfigAcceptor::new(rustls::server::Acceptor::default(), stream).await?;
                let config = Arc::clone(listener.choose(&start.client_hello()));
                Ok(TlsStream::Rustls(Box::new(start.into_stream(config).await?.into())))
            }
            #[cfg(feature = "openssl")]
            Self::OpenSsl(listeners) => super::openssl::accept(listeners.of(protocol), stream).await,
        }
    }

    /// Returns the `tls-server-end-point` of its connections.
    pub fn end_point(&self) -> Option<&EndPoint> {
        match self {
            Self::Rustls(listeners) => listeners.imap.end_point(),
            #[cfg(feature = "openssl")]
            Self::OpenSsl(listeners) => listeners.imap.end_point(),
        }
    }
}

fn alpn(protocol: Protocol) -> Alpn {
    protocol.alpn().map_or(Alpn::Unnamed, Alpn::Named)
}

/// The same certificate, with each protocol's name in ALPN.
#[derive(Debug)]
pub struct PerProtocol<L> {
    imap: L,
    submission: L,
    pop3: L,
    sieve: L,
}

impl<L> PerProtocol<L> {
    fn new(listener: impl Fn(Protocol) -> Result<L, ConfigError>) -> Result<Self, ConfigError> {
        Ok(Self {
            imap: listener(Protocol::Imap)?,
            submission: listener(Protocol::Submission)?,
            pop3: listener(Protocol::Pop3)?,
            sieve: listener(Protocol::ManageSieve)?,
        })
    }

    fn of(&self, protocol: Protocol) -> &L {
        match protocol {
            Protocol::Submission => &self.submission,
            Protocol::Pop3 => &self.pop3,
            Protocol::ManageSieve => &self.sieve,
            _ => &self.imap,
        }
    }
}
