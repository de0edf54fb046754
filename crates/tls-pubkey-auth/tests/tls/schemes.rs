//! Signature schemes: what is asked for, and what is taken.
use crate::{
    fixtures::{certificate, key, read},
    possession::Whatever,
    provider::provider,
    rig::{BOTH, client, listener, shake},
};
use rustls::{
    DigitallySignedStruct, Error, PeerMisbehaved, SignatureAlgorithm, SignatureScheme,
    internal::msgs::codec::{Codec, Reader},
    server::danger::ClientCertVerifier,
    sign::{CertifiedKey, Signer, SigningKey},
};
use std::sync::Arc;
use tls_pubkey_auth::rustls::{ClientKeyVerifier, ListenerOptions, PeerForm};

/// Signs rightly, and says that it was by another scheme.
#[derive(Clone, Debug)]
struct Smuggler(Arc<dyn SigningKey>, SignatureScheme);

impl SigningKey for Smuggler {
    fn choose_scheme(&self, _: &[SignatureScheme]) -> Option<Box<dyn Signer>> {
        Some(Box::new(self.clone()))
    }

    fn algorithm(&self) -> SignatureAlgorithm {
        self.0.algorithm()
    }
}

impl Signer for Smuggler {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        self.0.choose_scheme(&[SignatureScheme::ECDSA_NISTP256_SHA256]).unwrap().sign(message)
    }

    fn scheme(&self) -> SignatureScheme {
        self.1
    }
}

const UNADVERTISED: Error = Error::PeerMisbehaved(PeerMisbehaved::SignedHandshakeWithUnadvertisedSigScheme);

#[test]
fn a_scheme_that_was_not_asked_for_is_refused() {
    let smuggled = [
        SignatureScheme::ECDSA_SHA1_Legacy,
        SignatureScheme::ML_DSA_44,
        SignatureScheme::ED448,
        SignatureScheme::ED25519,
        SignatureScheme::Unknown(0x0809),
        SignatureScheme::Unknown(0xfe00),
    ];
    for version in BOTH {
        for scheme in smuggled {
            let signing = provider().key_provider.load_private_key(key("p256")).unwrap();
            let smuggler = Arc::new(Smuggler(signing, scheme));
            let smuggler = Whatever(Arc::new(CertifiedKey::new(vec![certificate("p256")], smuggler)));
            let shaken = shake(&listener(ListenerOptions::default()), client(version, Arc::new(smuggler)));
            assert_eq!(shaken.error(), UNADVERTISED, "{scheme:?}");
        }
    }
}

#[test]
fn only_known_schemes_are_asked_for() {
    let schemes = ClientKeyVerifier::new(&provider(), PeerForm::Certificate).supported_verify_schemes();
    let families = ["ECDSA_NISTP", "ED25519", "RSA_PSS_SHA", "RSA_PKCS1_SHA"];
    for scheme in &schemes {
        let name = scheme.as_str().unwrap();
        assert!(families.iter().any(|family| name.starts_with(family)) && !name.ends_with("SHA1"), "{name}");
    }
    assert!(schemes.contains(&SignatureScheme::ED25519) && schemes.len() >= 9, "{schemes:?}");
}

#[test]
fn a_curve_is_tied_to_its_hash_under_tls_13_alone() {
    let signature = read("p256-sha384.sig");
    let length = u16::try_from(signature.len()).unwrap().to_be_bytes();
    let octets = [&0x0503_u16.to_be_bytes()[..], &length, &signature].concat();
    let signed = DigitallySignedStruct::read(&mut Reader::init(&octets)).unwrap();
    assert_eq!(signed.scheme, SignatureScheme::ECDSA_NISTP384_SHA384);
    let verifier = ClientKeyVerifier::new(&provider(), PeerForm::Certificate);
    let certificate = certificate("p256");
    assert!(verifier.verify_tls12_signature(b"a message", &certificate, &signed).is_ok());
    assert!(verifier.verify_tls12_signature(b"another", &certificate, &signed).is_err());
    let error = verifier.verify_tls13_signature(b"a message", &certificate, &signed).unwrap_err();
    assert_eq!(error, UNADVERTISED);
}
