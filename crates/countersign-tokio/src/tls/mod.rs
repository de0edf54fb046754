//! TLS at both ends: configurations, certificates, and what SASL needs to know of a connection.
mod admission;
mod advice;
mod connector;
mod identity;
mod key;
#[cfg(feature = "openssl")]
mod openssl;
mod server;
mod stack;
mod stream;
mod trust;
mod wipe;

pub use admission::{OnlyWith, admit, admit_to};
pub use advice::describe;
pub use connector::Connector;
pub use identity::Identity;
pub use key::{KeyFiles, credential, signing_key};
pub use server::Acceptor;
pub use stack::Stack;
pub use stream::TlsStream;
pub use trust::Trust;

use countersign::keys::rustls::Verifiable;
use rustls::{crypto::CryptoProvider, pki_types::SignatureVerificationAlgorithm};
use std::sync::{Arc, LazyLock};

/// Returns the rustls provider of this program, never the process default.
pub fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// Returns the signature algorithms of certificates and revocation lists that the provider verifies.
pub fn algorithms() -> &'static [&'static dyn SignatureVerificationAlgorithm] {
    rustls::crypto::ring::default_provider().signature_verification_algorithms.all
}

/// Returns the keys that it verifies.
fn verifiable() -> Verifiable {
    static VERIFIABLE: LazyLock<Verifiable> = LazyLock::new(|| Verifiable::of(&provider()));
    *VERIFIABLE
}
