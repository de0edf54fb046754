//! The keys of an OpenSSL server's clients: possession, and nothing else.
use crate::{
    fixtures::{self, read},
    rig::{V12, V13, across, certificate, client, key, listener, shake, ssl, without_key},
};
use rustls::{
    SignatureScheme,
    client::ResolvesClientCert,
    crypto::ring::default_provider,
    sign::{CertifiedKey, SigningKey},
    version::{TLS12, TLS13},
};
use std::sync::Arc;
use tls_pubkey_auth::{
    ClientKey, HandshakeNotComplete, Spki,
    openssl::{Listener, ListenerOptions, client_key},
    rustls::Credential,
};

#[test]
fn any_certificate_proves_its_key() {
    for version in [V12, V13] {
        for name in [
            "p256",
            "p384",
            "p521",
            "rsa2048",
            "ed25519",
            "v1",
            "v2",
            "critical",
            "unique",
            "expired",
            "bad-signature",
            "empty-name",
            "openssl-v1",
            "go-minimal",
        ] {
            let spki = Spki::from_certificate(&read(&format!("{name}.der"))).unwrap();
            let is_own = |own: &&str| Spki::from_public_key(&read(&format!("{own}.spki"))).unwrap() == spki;
            let own = ["p256", "p384", "p521", "rsa2048", "ed25519"].into_iter().find(is_own).unwrap();
            let mut client = client(version);
            client.set_certificate(&certificate(name)).unwrap();
            client.set_private_key(&key(own)).unwrap();
            let shaken = shake(listener().ssl().unwrap(), ssl(client.build().context()));
            let ClientKey::Proved(proved) = client_key(shaken.both().1).unwrap() else { panic!("{name}") };
            assert_eq!(*proved.spki(), spki, "{name}");
            assert!(!proved.is_resumed() && proved.claim().is_some());
        }
    }
}

#[test]
fn a_client_without_a_key_goes_on_without() {
    for version in [V12, V13] {
        let shaken = shake(listener().ssl().unwrap(), ssl(client(version).build().context()));
        assert_eq!(client_key(shaken.both().1), Ok(ClientKey::Absent));
    }
}

/// A certificate and whatever key.
#[derive(Debug)]
pub(crate) struct Whatever(pub(crate) Arc<CertifiedKey>);

impl ResolvesClientCert for Whatever {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.0))
    }

    fn has_certs(&self) -> bool {
        true
    }
}

fn refused(certificate: &str, signing: Arc<dyn SigningKey>) {
    for version in [&TLS12, &TLS13] {
        let chain = vec![fixtures::certificate(certificate)];
        let mixed = Whatever(Arc::new(CertifiedKey::new(chain, Arc::clone(&signing))));
        let mut client = without_key(version);
        client.client_auth_cert_resolver = Arc::new(mixed);
        let (_, server) = across(listener().ssl().unwrap(), Arc::new(client));
        assert!(server.is_err(), "{certificate}");
    }
}

#[test]
fn a_certificate_with_another_key_proves_nothing() {
    let signing = |name| default_provider().key_provider.load_private_key(fixtures::key(name)).unwrap();
    for (own, other) in
        [("p256", "p256-other"), ("p256", "ed25519"), ("ed25519", "p256"), ("rsa2048", "p384")]
    {
        refused(own, signing(other));
    }
}

#[test]
fn a_key_in_a_long_chain_does_not_count() {
    for (length, counts) in [(10, true), (11, false), (62, false)] {
        let mut client = client(V13);
        client.set_certificate(&certificate("p256")).unwrap();
        client.set_private_key(&key("p256")).unwrap();
        for _ in 1..length {
            client.add_extra_chain_cert(certificate("p384")).unwrap();
        }
        let shaken = shake(listener().ssl().unwrap(), ssl(client.build().context()));
        let key = client_key(shaken.both().1).unwrap();
        assert_eq!(key.proved().is_some(), counts, "{length}");
    }
}

#[test]
fn a_bare_key_is_no_certificate() {
    // rustls then offers nothing but a bare key, which this server does not take.
    for version in [&TLS12, &TLS13] {
        let bare = Credential::public_key(&default_provider(), fixtures::key("p256")).unwrap();
        let mut client = without_key(version);
        client.client_auth_cert_resolver = Arc::new(bare);
        let (_, server) = across(listener().ssl().unwrap(), Arc::new(client));
        assert!(server.is_err() || client_key(server.unwrap().ssl()) == Ok(ClientKey::Absent));
    }
}

#[test]
fn no_session_is_resumed() {
    for version in [&TLS12, &TLS13] {
        let (listener, mut config) = (listener(), without_key(version));
        let own = Credential::certificate(
            &default_provider(),
            vec![fixtures::certificate("p256")],
            fixtures::key("p256"),
        );
        config.client_auth_cert_resolver = Arc::new(own.unwrap());
        let client = Arc::new(config);
        for _ in 0..2 {
            let (_, server) = across(listener.ssl().unwrap(), Arc::clone(&client));
            let server = server.unwrap();
            assert!(!server.ssl().session_reused());
            assert!(matches!(client_key(server.ssl()), Ok(ClientKey::Proved(_))));
        }
    }
}

#[test]
fn there_is_no_key_before_the_end_of_the_handshake() {
    assert_eq!(client_key(&listener().ssl().unwrap()), Err(HandshakeNotComplete));
    let shaken = shake(listener().ssl().unwrap(), ssl(client(V13).build().context()));
    assert_eq!(client_key(shaken.both().0), Err(HandshakeNotComplete), "a server's key is no client's");
}

#[test]
fn a_listener_can_keep_clients_certificates_out_of_the_clear() {
    let options = ListenerOptions { tls13_only: true, ..ListenerOptions::default() };
    let listener = Listener::new(&[certificate("p256")], &key("p256"), options).unwrap();
    shake(listener.ssl().unwrap(), ssl(client(V13).build().context())).both();
    let shaken = shake(listener.ssl().unwrap(), ssl(client(V12).build().context()));
    assert!(shaken.server.is_err() && shaken.client.is_err());
}
