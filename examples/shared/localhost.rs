//! TLS between two ends on this machine.
use countersign::keys::rustls::{Listener, ListenerOptions};
use rcgen::{CertificateParams, KeyPair};
use rustls::{
    ClientConfig, RootCertStore,
    crypto::ring::default_provider,
    pki_types::{CertificateDer, ServerName},
};
use std::{error::Error, io, sync::Arc};
use tokio::net::TcpStream;
use tokio_rustls::{TlsAcceptor, TlsConnector, client, server};

/// A certificate for `localhost`, with a server that has it and a client that trusts it.
#[derive(Clone)]
pub struct Localhost {
    certificate: CertificateDer<'static>,
    listener: Listener,
    trust: Arc<ClientConfig>,
}

impl Localhost {
    /// Creates a certificate.
    ///
    /// # Errors
    /// The error of the TLS library.
    pub fn new() -> Result<Self, Box<dyn Error>> {
        let provider = Arc::new(default_provider());
        let own = KeyPair::generate()?;
        let certificate = CertificateParams::new(["localhost".to_owned()])?.self_signed(&own)?.der().clone();
        let chain = vec![certificate.clone()];
        let listener = Listener::new(Arc::clone(&provider), chain, own.into(), ListenerOptions::default())?;
        let mut roots = RootCertStore::empty();
        roots.add(certificate.clone())?;
        let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
        let trust = Arc::new(builder.with_root_certificates(roots).with_no_client_auth());
        Ok(Self { certificate, listener, trust })
    }

    /// Performs the server's side of a handshake.
    ///
    /// # Errors
    /// The error of the stream or of the handshake.
    pub async fn accept(&self, stream: TcpStream) -> io::Result<server::TlsStream<TcpStream>> {
        TlsAcceptor::from(Arc::clone(self.listener.config())).accept(stream).await
    }

    /// Performs the client's side of a handshake.
    ///
    /// # Errors
    /// The error of the stream or of the handshake.
    pub async fn connect(&self, stream: TcpStream) -> io::Result<client::TlsStream<TcpStream>> {
        let name = ServerName::try_from("localhost").map_err(io::Error::other)?;
        TlsConnector::from(Arc::clone(&self.trust)).connect(name, stream).await
    }

    /// Returns the server's listener.
    pub fn listener(&self) -> &Listener {
        &self.listener
    }

    /// Returns the certificate that a client has to trust, in DER.
    pub fn certificate(&self) -> &[u8] {
        &self.certificate
    }
}
