//! Bare public keys (RFC 7250).
use crate::{
    fixtures::{certificate, key, read},
    possession::Whatever,
    provider::{KINDS, provider},
    rig::{BOTH, client, client_of, listener, shake, shake_with, verifiable},
};
use rustls::{
    CertificateError, Error,
    pki_types::CertificateDer,
    sign::CertifiedKey,
    version::{TLS12, TLS13},
};
use std::sync::Arc;
use tls_pubkey_auth::{
    ClientKey,
    rustls::{Credential, ListenerOptions, client_key},
};

fn options() -> ListenerOptions {
    ListenerOptions { raw_public_keys: true, ..ListenerOptions::default() }
}

fn bare(kind: &str) -> Arc<Credential> {
    Arc::new(Credential::public_key(&provider(), key(kind)).unwrap())
}

#[test]
fn a_bare_key_is_the_key_that_it_is_in_a_certificate() {
    for kind in KINDS {
        let shaken = shake(&listener(options()), client_of(&[&TLS13, &TLS12], bare(kind)));
        let ClientKey::Proved(proved) = client_key(shaken.server(), verifiable()).unwrap() else {
            panic!("{kind}: no key")
        };
        assert_eq!(proved.spki().der(), read(&format!("{kind}.spki")), "{kind}");
    }
}

#[test]
fn the_same_listener_takes_certificates() {
    for version in BOTH {
        let credential =
            Credential::certificate(&provider(), vec![certificate("p256")], key("p256")).unwrap();
        let shaken = shake(&listener(options()), client(version, Arc::new(credential)));
        assert!(matches!(client_key(shaken.server(), verifiable()), Ok(ClientKey::Proved(_))));
    }
}

#[test]
fn no_bare_keys_under_tls_12_or_where_they_are_not_asked_for() {
    let shaken = shake(&listener(options()), client(&TLS12, bare("p256")));
    assert!(shaken.server.is_err());
    let shaken = shake(&listener(ListenerOptions::default()), client(&TLS13, bare("p256")));
    assert!(shaken.server.is_err());
}

#[test]
fn a_bare_key_in_the_place_of_a_certificate_is_a_bad_certificate() {
    for version in BOTH {
        let signing = provider().key_provider.load_private_key(key("p256")).unwrap();
        let chain = vec![CertificateDer::from(read("p256.spki"))];
        let odd = Arc::new(Whatever(Arc::new(CertifiedKey::new(chain, signing))));
        let config = Arc::clone(listener(options()).config());
        let shaken = shake_with(config, Arc::new(client(version, odd)));
        assert_eq!(shaken.error(), Error::InvalidCertificate(CertificateError::BadEncoding));
    }
}
