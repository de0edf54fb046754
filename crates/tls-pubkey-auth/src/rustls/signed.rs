//! The verification of signed challenges with the algorithms of a provider.
use super::schemes;
use crate::{
    kind::KeyKind,
    possession::{Challenge, Claim},
    spki::{Spki, SpkiParts},
};
use alloc::vec::Vec;
use core::fmt;
use rustls::{SignatureScheme, crypto::CryptoProvider, sign::SigningKey};

/// The error for a signature by another key or of another challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignatureRefused;

impl Challenge {
    /// Verifies a signature and returns a claim to register the key for the challenge's account.
    ///
    /// The scheme follows from the key: Ed25519; ECDSA with SHA-256, -384 and -512 on P-256, P-384 and P-521, in
    /// DER; RSA PKCS #1 with SHA-256.
    ///
    /// # Errors
    /// [`SignatureRefused`] if the signature is invalid.
    pub fn verify(
        self,
        spki: Spki,
        signature: &[u8],
        provider: &CryptoProvider,
    ) -> Result<Claim, SignatureRefused> {
        let scheme = scheme(spki.kind());
        let parts = SpkiParts::read(spki.der()).map_err(|_| SignatureRefused)?;
        let message = self.message();
        let supported = provider.signature_verification_algorithms;
        let valid = schemes::algorithms(&supported, scheme, parts.algorithm)
            .any(|algorithm| algorithm.verify_signature(parts.key, &message, signature).is_ok());
        if valid { Ok(Claim::signed(spki, self.account().into())) } else { Err(SignatureRefused) }
    }

    /// Signs the challenge to prove possession of this key. Returns `None` if the kind of key is not supported.
    pub fn sign(&self, key: &dyn SigningKey) -> Option<Vec<u8>> {
        let public = key.public_key()?;
        let spki = Spki::from_public_key(&public).ok()?;
        key.choose_scheme(&[scheme(spki.kind())])?.sign(&self.message()).ok()
    }
}

/// Returns the scheme for a kind of key. The challenge does not name a scheme, so an attacker cannot select a
/// weaker one.
const fn scheme(kind: KeyKind) -> SignatureScheme {
    match kind {
        KeyKind::Ed25519 => SignatureScheme::ED25519,
        KeyKind::EcdsaP256 => SignatureScheme::ECDSA_NISTP256_SHA256,
        KeyKind::EcdsaP384 => SignatureScheme::ECDSA_NISTP384_SHA384,
        KeyKind::EcdsaP521 => SignatureScheme::ECDSA_NISTP521_SHA512,
        KeyKind::Rsa(_) => SignatureScheme::RSA_PKCS1_SHA256,
    }
}

impl fmt::Display for SignatureRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the signature is not of this key, or not of this challenge")
    }
}

impl core::error::Error for SignatureRefused {}
