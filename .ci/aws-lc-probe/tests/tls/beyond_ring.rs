//! What aws-lc-rs has and ring has not.
use crate::provider::provider;
use rustls::{SignatureScheme, server::danger::ClientCertVerifier as _};
use tls_pubkey_auth::rustls::{ClientKeyVerifier, PeerForm};

#[test]
fn p521_is_asked_for() {
    // That it logs in, under both versions and in every room, follows from its place among the provider's kinds.
    let schemes = ClientKeyVerifier::new(&provider(), PeerForm::Certificate).supported_verify_schemes();
    assert!(schemes.contains(&SignatureScheme::ECDSA_NISTP521_SHA512));
}

#[test]
fn ml_dsa_is_had_and_not_asked_for() {
    let own = provider().signature_verification_algorithms.supported_schemes();
    let schemes = ClientKeyVerifier::new(&provider(), PeerForm::Certificate).supported_verify_schemes();
    for scheme in [SignatureScheme::ML_DSA_44, SignatureScheme::ML_DSA_65, SignatureScheme::ML_DSA_87] {
        // If the provider did not have it, the second half would show nothing.
        assert!(own.contains(&scheme) && !schemes.contains(&scheme), "{scheme:?}");
    }
}
