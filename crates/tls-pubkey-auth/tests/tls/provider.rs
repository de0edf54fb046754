//! The provider that the rooms run with, and the kinds of keys that it can sign by.
use rustls::crypto::CryptoProvider;
use std::sync::Arc;

pub(crate) const KINDS: &[&str] = &["ed25519", "p256", "p384", "rsa2048"];

pub(crate) fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}
