//! TLS for client and server: configurations, certificates, and what SASL needs to know of a connection.
mod admission;
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
mod wipe;

pub(crate) use admission::{OnlyWith, admit, admit_to};
pub(crate) use advice::describe;
pub(crate) use certificates::{Certificates, ClientCa, InForce, now};
pub(crate) use connector::Connector;
pub(crate) use identity::Identity;
pub(crate) use key::{KeyFiles, credential, signing_key};
pub(crate) use server::Acceptor;
pub(crate) use stack::Stack;
pub(crate) use stream::TlsStream;
pub(crate) use trust::Trust;

use countersign::keys::rustls::Verifiable;
use rustls::crypto::CryptoProvider;
use std::sync::{Arc, LazyLock};

/// Returns the rustls provider of this program, never the process default.
pub(crate) fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// Returns the keys that it verifies.
fn verifiable() -> Verifiable {
    static VERIFIABLE: LazyLock<Verifiable> = LazyLock::new(|| Verifiable::of(&provider()));
    *VERIFIABLE
}
