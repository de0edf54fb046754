//! A server's TLS.
use super::{identity::Identity, provider};
use rustls::ServerConfig;
use std::sync::Arc;
use tokio_rustls::TlsAcceptor;

/// TLS 1.2 and 1.3 with this certificate.
pub(crate) fn acceptor(identity: Identity) -> Result<TlsAcceptor, rustls::Error> {
    let Identity { chain, key } = identity;
    let config = ServerConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key)?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}
