//! aws-lc-rs: it has P-521 and ML-DSA, too.
use rustls::crypto::CryptoProvider;
use std::sync::Arc;

pub(crate) const KINDS: &[&str] = &["ed25519", "p256", "p384", "p521", "rsa2048"];

pub(crate) fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::aws_lc_rs::default_provider())
}
