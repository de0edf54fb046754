//! The client's side.
use crate::{
    fixtures::{certificate, key, read},
    provider::provider,
    rig::{BOTH, client, shake_with},
};
use rustls::{ServerConfig, client::ResolvesClientCert};
use std::sync::Arc;
use tls_pubkey_auth::{
    KeyError,
    rustls::{Credential, CredentialError},
};

#[test]
fn a_certificate_that_rustls_itself_refuses_is_presented() {
    let chain = vec![certificate("v1")];
    let builder = rustls::ClientConfig::builder_with_provider(provider());
    let builder = builder.with_safe_default_protocol_versions().unwrap();
    let builder = builder.with_root_certificates(rustls::RootCertStore::empty());
    assert!(builder.with_client_auth_cert(chain.clone(), key("p256")).is_err());
    assert!(Credential::certificate(&provider(), chain, key("p256")).is_ok());
}

#[test]
fn an_unusable_credential_is_an_error() {
    let make = |chain| Credential::certificate(&provider(), chain, key("p256"));
    assert!(matches!(make(vec![]), Err(CredentialError::NoCertificate)));
    let odd = vec![read("p256.spki").into()];
    assert!(matches!(make(odd), Err(CredentialError::Key(KeyError::NotACertificate))));
    let no_key = read("p256.spki").try_into().map_err(|_| ());
    assert!(
        no_key.is_err()
            || matches!(
                Credential::certificate(&provider(), vec![certificate("p256")], no_key.unwrap()),
                Err(CredentialError::PrivateKey(_))
            )
    );
}

#[test]
fn a_server_that_does_not_ask_is_given_nothing() {
    for version in BOTH {
        let builder =
            ServerConfig::builder_with_provider(provider()).with_protocol_versions(&[version]).unwrap();
        let server = builder.with_no_client_auth();
        let server = server.with_single_cert(vec![certificate("p256-other")], key("p256-other")).unwrap();
        let credential =
            Arc::new(Credential::certificate(&provider(), vec![certificate("p256")], key("p256")).unwrap());
        let shaken = shake_with(Arc::new(server), Arc::new(client(version, credential.clone())));
        assert!(shaken.server().peer_certificates().is_none());
        assert!(!credential.was_presented());
    }
}

#[test]
fn a_server_whose_schemes_do_not_fit_is_given_nothing() {
    let credential = Credential::certificate(&provider(), vec![certificate("p256")], key("p256")).unwrap();
    assert!(credential.resolve(&[], &[rustls::SignatureScheme::ED25519]).is_none());
    assert!(!credential.was_presented());
    assert!(credential.resolve(&[], &[rustls::SignatureScheme::ECDSA_NISTP256_SHA256]).is_some());
    assert!(credential.was_presented());
}
