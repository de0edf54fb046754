//! The keys that a provider can verify. This test decides both whether a signature is checked and whether a key
//! counts.
use super::schemes;
use crate::{
    certificate,
    error::KeyError,
    spki::{Spki, SpkiParts, is_public_key},
};
use core::fmt;
use rustls::crypto::{CryptoProvider, WebPkiSupportedAlgorithms};

/// The keys whose signatures a provider of cryptography can verify.
///
/// [`ClientKeyVerifier`](super::ClientKeyVerifier) continues a handshake without a verified signature if the
/// client's key cannot be used. [`client_key`](super::client_key) and [`client_chain`](super::client_chain) report
/// only keys that can. Both use this type on the same octets. It must be that of the connection's own provider: a
/// provider that supports more kinds would report keys that the handshake has not verified.
/// [`Listener::verifiable`](super::Listener::verifiable) and
/// [`ClientKeyVerifier::verifiable`](super::ClientKeyVerifier::verifiable) return the right one.
#[derive(Clone, Copy)]
pub struct Verifiable(WebPkiSupportedAlgorithms);

impl Verifiable {
    /// Returns the keys that this provider can verify.
    pub fn of(provider: &CryptoProvider) -> Self {
        Self(provider.signature_verification_algorithms)
    }

    /// Checks that the provider can verify signatures of this key, under TLS 1.2 or 1.3.
    ///
    /// # Errors
    /// [`KeyError::NotVerifiable`] if it cannot.
    pub fn check(self, spki: &Spki) -> Result<(), KeyError> {
        self.parts(SpkiParts::read(spki.der())?).map(|_| ())
    }

    /// Returns the key of a peer that sends a certificate or a raw public key.
    pub(super) fn key(self, peer: &[u8]) -> Result<Spki, KeyError> {
        self.read(peer)?;
        Spki::from_peer(peer)
    }

    /// Returns the parts of the key for the verification of a signature.
    pub(super) fn read(self, peer: &[u8]) -> Result<SpkiParts<'_>, KeyError> {
        // Detected by format, as in `Spki::from_peer`: the verifier and the reader of a connection must get the
        // same key.
        let spki = if is_public_key(peer) { peer } else { certificate::read(peer)?.spki };
        self.parts(SpkiParts::read(spki)?)
    }

    pub(super) const fn algorithms(&self) -> &WebPkiSupportedAlgorithms {
        &self.0
    }

    fn parts(self, parts: SpkiParts<'_>) -> Result<SpkiParts<'_>, KeyError> {
        let verifies = schemes::supported(&self.0).into_iter().any(|scheme| {
            schemes::is_ever_fit(scheme, parts.kind)
                && schemes::algorithms(&self.0, scheme, parts.algorithm).next().is_some()
        });
        if verifies { Ok(parts) } else { Err(KeyError::NotVerifiable) }
    }
}

impl fmt::Debug for Verifiable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Verifiable").field(&schemes::supported(&self.0)).finish()
    }
}
