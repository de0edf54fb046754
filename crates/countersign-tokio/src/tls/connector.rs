//! TLS of a client, with either library.
use super::{
    stack::Stack,
    stream::TlsStream,
    trust::{self, Trust},
};
use crate::ConfigError;
use countersign::keys::rustls::Credential;
use rustls::pki_types::ServerName;
use std::{io, net::IpAddr, sync::Arc};
use tokio::net::TcpStream;

/// TLS 1.2 and 1.3 with a trust setting.
pub enum Connector {
    /// By rustls.
    Rustls(tokio_rustls::TlsConnector),
    /// By OpenSSL.
    #[cfg(feature = "openssl")]
    OpenSsl(openssl::ssl::SslConnector),
}

impl Connector {
    /// With this key, for servers that request one.
    pub fn new(
        stack: Stack,
        trust: &Trust,
        credential: Option<Arc<Credential>>,
    ) -> Result<Self, ConfigError> {
        match stack {
            Stack::Rustls => trust::config(trust, credential)
                .map(|config| Self::Rustls(tokio_rustls::TlsConnector::from(Arc::new(config)))),
            #[cfg(feature = "openssl")]
            Stack::Openssl if credential.is_some() => Err(super::stack::only_rustls(
                "a client's key",
                "OpenSSL does not report whether the server requested it",
            )),
            #[cfg(feature = "openssl")]
            Stack::Openssl => super::openssl::connector(trust).map(Self::OpenSsl),
            #[cfg(not(feature = "openssl"))]
            Stack::Openssl => Err(super::stack::without_openssl()),
        }
    }

    /// The client side of a handshake with the server of this name or address.
    pub async fn connect(&self, host: &str, stream: TcpStream) -> io::Result<TlsStream> {
        match self {
            Self::Rustls(connector) => {
                let name = match host.parse::<IpAddr>() {
                    Ok(address) => ServerName::IpAddress(address.into()),
                    Err(_) => ServerName::try_from(host.to_owned()).map_err(io::Error::other)?,
                };
                Ok(TlsStream::Rustls(Box::new(connector.connect(name, stream).await?.into())))
            }
            #[cfg(feature = "openssl")]
            Self::OpenSsl(connector) => super::openssl::connect(connector, host, stream).await,
        }
    }
}
