//! A kind of key that the provider does not have. `.ci/aws-lc-probe` runs the other rooms with one that has it.
use crate::{
    fixtures::{certificate, key},
    odd::Nothing,
    possession::Whatever,
    provider::provider,
    rig::{BOTH, client, listener, shake, verifiable},
};
use rustls::{SignatureScheme, server::danger::ClientCertVerifier as _, sign::CertifiedKey};
use std::sync::Arc;
use tls_pubkey_auth::{
    ClientKey, KeyError, Spki,
    rustls::{
        ClientKeyVerifier, Credential, CredentialError, ListenerOptions, PeerForm, client_chain, client_key,
    },
};

#[test]
fn ring_does_not_ask_for_p521_and_its_client_says_so() {
    let schemes = ClientKeyVerifier::new(&provider(), PeerForm::Certificate).supported_verify_schemes();
    assert!(!schemes.contains(&SignatureScheme::ECDSA_NISTP521_SHA512));
    let credential = Credential::certificate(&provider(), vec![certificate("p521")], key("p521"));
    assert!(matches!(credential, Err(CredentialError::PrivateKey(_))));
}

#[test]
fn a171_a_p521_key_leaves_the_connection_without_a_key() {
    let schemes = [SignatureScheme::ECDSA_NISTP521_SHA512, SignatureScheme::ECDSA_NISTP256_SHA256];
    for (version, scheme) in BOTH.into_iter().flat_map(|version| schemes.map(|scheme| (version, scheme))) {
        let odd = Whatever(Arc::new(CertifiedKey::new(vec![certificate("p521")], Arc::new(Nothing(scheme)))));
        let shaken = shake(&listener(ListenerOptions::default()), client(version, Arc::new(odd)));
        let key = client_key(shaken.server(), verifiable()).unwrap();
        assert_eq!(key, ClientKey::Unusable(KeyError::NotVerifiable), "{scheme:?}");
        assert_eq!(client_chain(shaken.server(), verifiable()), Ok(None));
    }
    let spki = Spki::from_certificate(&certificate("p521")).unwrap();
    assert_eq!(verifiable().check(&spki), Err(KeyError::NotVerifiable));
}
