//! TLS at both ends: configurations, certificates, and what SASL wants to know of a connection.
mod binding;
mod client;
mod identity;
mod key;
mod server;

pub(crate) use binding::bindings;
pub(crate) use client::{Trust, connector};
pub(crate) use identity::Identity;
pub(crate) use key::{KeyFiles, made};
pub(crate) use server::Acceptor;

use rustls::crypto::CryptoProvider;
use std::sync::Arc;

/// The one provider of this program, never the process's default.
fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}
