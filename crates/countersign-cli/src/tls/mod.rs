//! TLS at both ends: configurations, certificates, and what SASL wants to know of a connection.
mod advice;
mod certificates;
mod connector;
mod identity;
mod key;
#[cfg(feature = "openssl")]
mod openssl;
mod server;
mod stack;
mod stream;
mod trust;

pub(crate) use advice::in_words;
pub(crate) use certificates::{Certificates, ClientCa, InForce, now};
pub(crate) use connector::Connector;
pub(crate) use identity::Identity;
pub(crate) use key::{KeyFiles, credential, signing_key};
pub(crate) use server::Acceptor;
pub(crate) use stack::Stack;
pub(crate) use stream::TlsStream;
pub(crate) use trust::Trust;

use rustls::crypto::CryptoProvider;
use std::sync::Arc;

/// The one provider of rustls in this program, never the process's default.
pub(crate) fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}
