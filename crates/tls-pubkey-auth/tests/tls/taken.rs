//! Who is let through, and as which key.
use crate::{
    fixtures::{certificate, key, read},
    provider::{KINDS, provider},
    rig::{BOTH, client, listener, shake, verifiable, without_key},
};
use rustls::HandshakeKind;
use std::sync::Arc;
use tls_pubkey_auth::{
    ClientKey, Spki,
    rustls::{Credential, ListenerOptions, client_key},
};

const ODD: [&str; 10] = [
    "openssl-v1",
    "v1",
    "v2",
    "expired",
    "critical",
    "unique",
    "empty-name",
    "bad-signature",
    "ecdsa-sha1",
    "ecdsa-sha512",
];

fn proved(version: crate::rig::Version, file: &str, key_file: &str) -> Spki {
    let credential = Credential::certificate(&provider(), vec![certificate(file)], key(key_file));
    let credential = Arc::new(credential.unwrap_or_else(|error| panic!("{file}: {error}")));
    let shaken = shake(&listener(ListenerOptions::default()), client(version, credential.clone()));
    assert!(credential.was_presented());
    let ClientKey::Proved(key) = client_key(shaken.server(), verifiable()).unwrap() else {
        panic!("{file}: no key")
    };
    assert!(!key.is_resumed() && shaken.server().handshake_kind() != Some(HandshakeKind::Resumed));
    assert_eq!(key.fingerprint(), credential.spki().fingerprint());
    assert!(key.claim().unwrap().is_proved());
    key.spki().clone()
}

#[test]
fn every_kind_of_key_under_both_versions() {
    for version in BOTH {
        for kind in KINDS {
            assert_eq!(proved(version, kind, kind).der(), read(&format!("{kind}.spki")), "{kind}");
        }
    }
}

#[test]
fn odd_certificates_under_both_versions() {
    for version in BOTH {
        for file in ODD {
            assert_eq!(proved(version, file, "p256").der(), read("p256.spki"), "{file}");
        }
        assert_eq!(proved(version, "go-minimal", "ed25519").der(), read("ed25519.spki"));
    }
}

#[test]
fn an_unknown_key_does_not_end_the_connection() {
    // The verifier asks nobody, so every key is as unknown as this one.
    for version in BOTH {
        assert_eq!(proved(version, "p256", "p256").der(), read("p256.spki"));
    }
}

#[test]
fn a_client_without_a_key_is_let_through_without_one() {
    for version in BOTH {
        let shaken = shake(&listener(ListenerOptions::default()), without_key(version));
        assert_eq!(client_key(shaken.server(), verifiable()), Ok(ClientKey::Absent));
        assert!(ClientKey::Absent.proved().is_none());
    }
}

#[test]
fn only_tls_13_where_that_is_asked_for() {
    let options = ListenerOptions { tls13_only: true, ..ListenerOptions::default() };
    let [v12, v13] = BOTH.map(|version| shake(&listener(options), without_key(version)));
    assert!(v12.server.is_err());
    assert_eq!(client_key(v13.server(), verifiable()), Ok(ClientKey::Absent));
}
