//! A kind of key that the provider does not have. `.ci/aws-lc-probe` runs the other rooms with one that has it.
use crate::{
    fixtures::{certificate, key},
    possession::Whatever,
    provider::provider,
    rig::{BOTH, client, listener, shake},
};
use rustls::{
    AlertDescription, Error, PeerMisbehaved, SignatureAlgorithm, SignatureScheme,
    server::danger::ClientCertVerifier as _,
    sign::{CertifiedKey, Signer, SigningKey},
};
use std::sync::Arc;
use tls_pubkey_auth::rustls::{ClientKeyVerifier, Credential, CredentialError, ListenerOptions, PeerForm};

/// Says that it has signed by P-521.
#[derive(Clone, Debug)]
struct Claims;

impl SigningKey for Claims {
    fn choose_scheme(&self, _: &[SignatureScheme]) -> Option<Box<dyn Signer>> {
        Some(Box::new(self.clone()))
    }

    fn algorithm(&self) -> SignatureAlgorithm {
        SignatureAlgorithm::ECDSA
    }
}

impl Signer for Claims {
    fn sign(&self, _: &[u8]) -> Result<Vec<u8>, Error> {
        Ok(vec![0x30, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x01])
    }

    fn scheme(&self) -> SignatureScheme {
        SignatureScheme::ECDSA_NISTP521_SHA512
    }
}

#[test]
fn ring_does_not_ask_for_p521_and_its_client_says_so() {
    let schemes = ClientKeyVerifier::new(&provider(), PeerForm::Certificate).supported_verify_schemes();
    assert!(!schemes.contains(&SignatureScheme::ECDSA_NISTP521_SHA512));
    let credential = Credential::certificate(&provider(), vec![certificate("p521")], key("p521"));
    assert!(matches!(credential, Err(CredentialError::PrivateKey(_))));
}

#[test]
fn a_p521_key_that_is_presented_all_the_same_is_refused() {
    for version in BOTH {
        let odd = Whatever(Arc::new(CertifiedKey::new(vec![certificate("p521")], Arc::new(Claims))));
        let shaken = shake(&listener(ListenerOptions::default()), client(version, Arc::new(odd)));
        assert_eq!(shaken.refused, Some(Error::AlertReceived(AlertDescription::IllegalParameter)));
        let expected = Error::PeerMisbehaved(PeerMisbehaved::SignedHandshakeWithUnadvertisedSigScheme);
        assert_eq!(shaken.error(), expected);
    }
}
