//! What a client signs by, and what it says that it signs by.
use crate::{
    client_keys::Whatever,
    fixtures::{self, read},
    rig::{across, listener, without_key},
};
use openssl::x509::X509;
use rustls::{
    SignatureScheme,
    crypto::ring::default_provider,
    sign::{CertifiedKey, Signer, SigningKey},
    version::{TLS12, TLS13},
};
use std::sync::Arc;
use tls_pubkey_auth::{ClientKey, KeyError, openssl::client_key};

/// Signs as the key does, and calls it by another name.
#[derive(Debug)]
struct Renamed(Arc<dyn SigningKey>, SignatureScheme);

impl SigningKey for Renamed {
    fn choose_scheme(&self, _: &[SignatureScheme]) -> Option<Box<dyn Signer>> {
        let signer = self.0.choose_scheme(&[SignatureScheme::RSA_PSS_SHA256])?;
        Some(Box::new(RenamedSigner(signer, self.1)))
    }

    fn algorithm(&self) -> rustls::SignatureAlgorithm {
        self.0.algorithm()
    }
}

#[derive(Debug)]
struct RenamedSigner(Box<dyn Signer>, SignatureScheme);

impl Signer for RenamedSigner {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, rustls::Error> {
        self.0.sign(message)
    }

    fn scheme(&self) -> SignatureScheme {
        self.1
    }
}

#[test]
fn a_scheme_that_was_not_asked_for_is_refused() {
    // rsa_pss_pss_sha256 makes the same octets.
    for (scheme, is_good) in
        [(SignatureScheme::RSA_PSS_SHA256, true), (SignatureScheme::Unknown(0x0809), false)]
    {
        for version in [&TLS12, &TLS13] {
            let own = default_provider().key_provider.load_private_key(fixtures::key("rsa2048")).unwrap();
            let chain = vec![fixtures::certificate("rsa2048")];
            let renamed = CertifiedKey::new(chain, Arc::new(Renamed(own, scheme)));
            let mut client = without_key(version);
            client.client_auth_cert_resolver = Arc::new(Whatever(Arc::new(renamed)));
            let (_, server) = across(listener().ssl().unwrap(), Arc::new(client));
            assert_eq!(server.is_ok(), is_good, "{scheme:?}");
        }
    }
}

/// Signs by a point that needs no private key: R is the identity point, S is 0.
#[derive(Debug)]
struct NoKey;

impl SigningKey for NoKey {
    fn choose_scheme(&self, _: &[SignatureScheme]) -> Option<Box<dyn Signer>> {
        Some(Box::new(Self))
    }

    fn algorithm(&self) -> rustls::SignatureAlgorithm {
        rustls::SignatureAlgorithm::ED25519
    }
}

impl Signer for NoKey {
    fn sign(&self, _: &[u8]) -> Result<Vec<u8>, rustls::Error> {
        let mut signature = vec![0; 64];
        signature[0] = 1;
        Ok(signature)
    }

    fn scheme(&self) -> SignatureScheme {
        SignatureScheme::ED25519
    }
}

#[test]
fn a_key_of_small_order_never_counts() {
    let mut weak = read("ed25519.der");
    let own = read("ed25519.spki")[12..].to_vec();
    let at = weak.windows(32).position(|window| window == own).unwrap();
    weak[at..at + 32].fill(0);
    weak[at] = 1;
    // To OpenSSL itself anybody's signature is one of this key.
    let point = X509::from_der(&weak).unwrap().public_key().unwrap();
    let mut verifier = openssl::sign::Verifier::new_without_digest(&point).unwrap();
    assert!(verifier.verify_oneshot(&NoKey.sign(b"").unwrap(), b"anything").unwrap());
    for version in [&TLS12, &TLS13] {
        let chain = vec![weak.clone().into()];
        let mut client = without_key(version);
        client.client_auth_cert_resolver =
            Arc::new(Whatever(Arc::new(CertifiedKey::new(chain, Arc::new(NoKey)))));
        let (_, server) = across(listener().ssl().unwrap(), Arc::new(client));
        // The connection goes on, without a key.
        let key = client_key(server.unwrap().ssl()).unwrap();
        assert_eq!(key, ClientKey::Unusable(KeyError::Weak));
    }
}
