//! A client that has no private key, and a public key that needs none.
use crate::{
    fixtures::read,
    possession::Whatever,
    provider::provider,
    rig::{BOTH, client, listener, shake, verifiable},
};
use rustls::{
    Error, SignatureAlgorithm, SignatureScheme,
    pki_types::CertificateDer,
    sign::{CertifiedKey, Signer, SigningKey},
};
use std::sync::Arc;
use tls_pubkey_auth::{
    ClientKey, KeyError,
    rustls::{ListenerOptions, client_key},
};

/// R is the identity point, S is 0.
const SIGNATURE: [u8; 64] = {
    let mut signature = [0; 64];
    signature[0] = 1;
    signature
};

#[derive(Debug)]
struct NoKey;

impl SigningKey for NoKey {
    fn choose_scheme(&self, _: &[SignatureScheme]) -> Option<Box<dyn Signer>> {
        Some(Box::new(Self))
    }

    fn algorithm(&self) -> SignatureAlgorithm {
        SignatureAlgorithm::ED25519
    }
}

impl Signer for NoKey {
    fn sign(&self, _: &[u8]) -> Result<Vec<u8>, Error> {
        Ok(SIGNATURE.to_vec())
    }

    fn scheme(&self) -> SignatureScheme {
        SignatureScheme::ED25519
    }
}

fn identity_point() -> [u8; 32] {
    let mut point = [0; 32];
    point[0] = 1;
    point
}

#[test]
fn a_forgeable_signature_is_valid_to_the_provider() {
    // If it were not, the next test would show nothing.
    let algorithms = provider().signature_verification_algorithms.mapping;
    let (_, ed25519) = algorithms.iter().find(|(scheme, _)| *scheme == SignatureScheme::ED25519).unwrap();
    assert!(ed25519[0].verify_signature(&identity_point(), b"anything", &SIGNATURE).is_ok());
}

#[test]
fn a_key_of_small_order_never_counts() {
    let mut certificate = read("ed25519.der");
    let own = read("ed25519.spki")[12..].to_vec();
    let at = certificate.windows(32).position(|window| window == own).unwrap();
    certificate[at..at + 32].copy_from_slice(&identity_point());
    for version in BOTH {
        let chain = vec![CertificateDer::from(certificate.clone())];
        let nobody = Whatever(Arc::new(CertifiedKey::new(chain, Arc::new(NoKey))));
        let shaken = shake(&listener(ListenerOptions::default()), client(version, Arc::new(nobody)));
        // The connection goes on, without a key.
        let key = client_key(shaken.server(), verifiable()).unwrap();
        assert_eq!(key, ClientKey::Unusable(KeyError::Weak));
    }
}
