//! Signature schemes and the kinds of keys that can use them.
use crate::kind::KeyKind;
use alloc::vec::Vec;
use rustls::{SignatureScheme, crypto::WebPkiSupportedAlgorithms, pki_types::SignatureVerificationAlgorithm};

/// The only schemes that are requested and accepted, whatever else the provider supports (ML-DSA, SHA-1).
const ALLOWED: [SignatureScheme; 10] = [
    SignatureScheme::ECDSA_NISTP256_SHA256,
    SignatureScheme::ECDSA_NISTP384_SHA384,
    SignatureScheme::ECDSA_NISTP521_SHA512,
    SignatureScheme::ED25519,
    SignatureScheme::RSA_PSS_SHA256,
    SignatureScheme::RSA_PSS_SHA384,
    SignatureScheme::RSA_PSS_SHA512,
    SignatureScheme::RSA_PKCS1_SHA256,
    SignatureScheme::RSA_PKCS1_SHA384,
    SignatureScheme::RSA_PKCS1_SHA512,
];

/// The TLS version of a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    Tls12,
    Tls13,
}

/// Returns the permitted schemes that the provider supports.
pub(super) fn supported(algorithms: &WebPkiSupportedAlgorithms) -> Vec<SignatureScheme> {
    let mut schemes = algorithms.supported_schemes();
    schemes.retain(|scheme| ALLOWED.contains(scheme));
    schemes
}

/// Returns whether a key of this kind can sign by this scheme. TLS 1.3 ties a curve to a hash and excludes PKCS #1
/// (RFC 8446 section 4.2.3). TLS 1.2 reads the same numbers as a hash and a kind of key (RFC 8422 section 5.1.3).
pub(super) fn fits(scheme: SignatureScheme, kind: KeyKind, version: Version) -> bool {
    use KeyKind as K;
    use SignatureScheme as S;
    match scheme {
        S::ED25519 => kind == K::Ed25519,
        S::ECDSA_NISTP256_SHA256 | S::ECDSA_NISTP384_SHA384 | S::ECDSA_NISTP521_SHA512
            if version == Version::Tls12 =>
        {
            matches!(kind, K::EcdsaP256 | K::EcdsaP384 | K::EcdsaP521)
        }
        S::ECDSA_NISTP256_SHA256 => kind == K::EcdsaP256,
        S::ECDSA_NISTP384_SHA384 => kind == K::EcdsaP384,
        S::ECDSA_NISTP521_SHA512 => kind == K::EcdsaP521,
        S::RSA_PSS_SHA256 | S::RSA_PSS_SHA384 | S::RSA_PSS_SHA512 => matches!(kind, K::Rsa(_)),
        S::RSA_PKCS1_SHA256 | S::RSA_PKCS1_SHA384 | S::RSA_PKCS1_SHA512 => {
            version == Version::Tls12 && matches!(kind, K::Rsa(_))
        }
        _ => false,
    }
}

/// Returns whether a key of this kind can sign by this scheme under TLS 1.2 or 1.3.
pub(super) fn is_ever_fit(scheme: SignatureScheme, kind: KeyKind) -> bool {
    [Version::Tls12, Version::Tls13].into_iter().any(|version| fits(scheme, kind, version))
}

/// Returns the provider's algorithms for a scheme and a key with these contents of the `AlgorithmIdentifier`.
pub(super) fn algorithms<'a>(
    provider: &'a WebPkiSupportedAlgorithms,
    scheme: SignatureScheme,
    key_algorithm: &'a [u8],
) -> impl Iterator<Item = &'static dyn SignatureVerificationAlgorithm> + 'a {
    let of_scheme = provider.mapping.iter().find(|(known, _)| *known == scheme).map(|(_, list)| *list);
    let of_key = move |algorithm: &&&'static dyn SignatureVerificationAlgorithm| {
        algorithm.public_key_alg_id().as_ref() == key_algorithm
    };
    of_scheme.unwrap_or_default().iter().filter(of_key).copied()
}
