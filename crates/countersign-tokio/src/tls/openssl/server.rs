//! TLS of a server with OpenSSL.
use crate::{ConfigError, tls::Identity, tls::TlsStream, tls::stack::only_rustls};
use countersign::keys::{
    Alpn,
    openssl::{Listener, ListenerOptions},
};
use openssl::{error::ErrorStack, pkey::PKey, x509::X509};
use std::{io, pin::Pin};
use tokio::net::TcpStream;
use tokio_openssl::SslStream;

/// Sessions are not resumed.
pub(crate) fn listener(identity: &Identity, sessions: usize, alpn: Alpn) -> Result<Listener, ConfigError> {
    if sessions > 0 {
        return Err(only_rustls("--tls-sessions", "OpenSSL sessions are not resumed"));
    }
    let unusable = |error: &dyn std::fmt::Display| ConfigError::new(format!("--cert: {error}"));
    let chain: Result<Vec<X509>, ErrorStack> =
        identity.chain.iter().map(|certificate| X509::from_der(certificate)).collect();
    let key = PKey::private_key_from_der(identity.key.secret_der()).map_err(|error| unusable(&error))?;
    let chain = chain.map_err(|error| unusable(&error))?;
    let options = ListenerOptions { alpn, ..ListenerOptions::default() };
    Listener::new(&chain, &key, options).map_err(|error| unusable(&error))
}

pub(crate) async fn accept(listener: &Listener, stream: TcpStream) -> io::Result<TlsStream> {
    let ssl = listener.ssl().map_err(io::Error::other)?;
    let mut stream = SslStream::new(ssl, stream)?;
    Pin::new(&mut stream).accept().await.map_err(io::Error::other)?;
    Ok(TlsStream::OpenSsl(stream))
}
