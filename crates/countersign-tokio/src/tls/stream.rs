//! A TLS connection, with either library.
use countersign::{
    Bindings, bindings_of,
    keys::{
        ClientKey, EndPoint, HandshakeNotComplete, ProvedChain, Tls12Exporter,
        rustls::{client_bindings, client_chain, client_key, server_bindings},
    },
};
use rustls::ProtocolVersion;
use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
};
use tokio_rustls::TlsStream::{Client, Server};

/// Either side, after the handshake.
pub enum TlsStream {
    /// By rustls.
    Rustls(Box<tokio_rustls::TlsStream<TcpStream>>),
    /// By OpenSSL.
    #[cfg(feature = "openssl")]
    OpenSsl(tokio_openssl::SslStream<TcpStream>),
}

impl TlsStream {
    /// Returns the channel bindings of the library (RFC 9266, RFC 5929). A server knows the `tls-server-end-point` of its
    /// certificate: `sent`.
    pub fn bindings(&self, sent: Option<&EndPoint>) -> Bindings {
        const NEVER: Tls12Exporter = Tls12Exporter::Never;
        let given = match self {
            Self::Rustls(stream) => match &**stream {
                Client(stream) => client_bindings(stream.get_ref().1, NEVER),
                Server(stream) => server_bindings(stream.get_ref().1, sent, NEVER),
            },
            #[cfg(feature = "openssl")]
            Self::OpenSsl(stream) => super::openssl::bindings(stream.ssl(), sent),
        };
        given.map_or(Bindings::NONE, |given| bindings_of(&given))
    }

    /// Returns `1.2` or `1.3`.
    pub fn version(&self) -> Option<&'static str> {
        match self {
            Self::Rustls(stream) => match stream.get_ref().1.protocol_version()? {
                ProtocolVersion::TLSv1_2 => Some("1.2"),
                ProtocolVersion::TLSv1_3 => Some("1.3"),
                _ => None,
            },
            #[cfg(feature = "openssl")]
            Self::OpenSsl(stream) => stream.ssl().version_str().strip_prefix("TLSv"),
        }
    }

    /// Returns the key that the client of a server has proved.
    pub fn client_key(&self) -> Result<ClientKey, HandshakeNotComplete> {
        match self {
            Self::Rustls(stream) => match &**stream {
                Client(_) => Err(HandshakeNotComplete),
                Server(stream) => client_key(stream.get_ref().1, super::verifiable()),
            },
            #[cfg(feature = "openssl")]
            Self::OpenSsl(stream) => countersign::keys::openssl::client_key(stream.ssl()),
        }
    }

    /// Returns the certificates that the client of a server has presented with it.
    pub fn client_chain(&self) -> Result<Option<ProvedChain>, HandshakeNotComplete> {
        match self {
            Self::Rustls(stream) => match &**stream {
                Client(_) => Err(HandshakeNotComplete),
                Server(stream) => client_chain(stream.get_ref().1, super::verifiable()),
            },
            #[cfg(feature = "openssl")]
            Self::OpenSsl(stream) => countersign::keys::openssl::client_chain(stream.ssl()),
        }
    }
}

impl AsyncRead for TlsStream {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Rustls(stream) => {
                let polled = Pin::new(&mut *stream).poll_read(cx, buf);
                if polled.is_ready() {
                    super::wipe::received(stream);
                }
                polled
            }
            #[cfg(feature = "openssl")]
            Self::OpenSsl(stream) => Pin::new(stream).poll_read(cx, buf),
        }
    }
}

impl AsyncWrite for TlsStream {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        match self.get_mut() {
            Self::Rustls(stream) => Pin::new(stream).poll_write(cx, buf),
            #[cfg(feature = "openssl")]
            Self::OpenSsl(stream) => Pin::new(stream).poll_write(cx, buf),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Rustls(stream) => Pin::new(stream).poll_flush(cx),
            #[cfg(feature = "openssl")]
            Self::OpenSsl(stream) => Pin::new(stream).poll_flush(cx),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Rustls(stream) => Pin::new(stream).poll_shutdown(cx),
            #[cfg(feature = "openssl")]
            Self::OpenSsl(stream) => Pin::new(stream).poll_shutdown(cx),
        }
    }
}
