//! Certificates that cannot count: the connection goes on without them.
use crate::{
    client_keys::Whatever,
    fixtures,
    rig::{V12, V13, across, certificate, client, key, listener, shake, ssl, without_key},
};
use openssl::ssl::SslVersion;
use rustls::{
    crypto::ring::default_provider,
    pki_types::CertificateDer,
    sign::CertifiedKey,
    version::{TLS12, TLS13},
};
use std::sync::Arc;
use tls_pubkey_auth::{
    ClientKey, KeyError,
    openssl::{client_chain, client_key},
};

/// What the server has of a client with this certificate and its key, and with no lower limit for keys.
fn key_of(name: &str, version: SslVersion) -> Result<ClientKey, String> {
    let mut client = client(version);
    client.set_security_level(0);
    client.set_certificate(&certificate(name)).unwrap();
    client.set_private_key(&key(name)).unwrap();
    let shaken = shake(listener().ssl().unwrap(), ssl(client.build().context()));
    let server = shaken.server?;
    let counts = client_key(server.ssl()).unwrap();
    assert_eq!(client_chain(server.ssl()).unwrap().is_some(), counts.proved().is_some(), "{name}");
    Ok(counts)
}

#[test]
fn a171_an_unusable_certificate_leaves_the_connection_without_a_key() {
    let size = ClientKey::Unusable(KeyError::RsaSize);
    for version in [V12, V13] {
        assert_eq!(key_of("odd-rsa1024", version), Ok(size.clone()));
        assert_eq!(key_of("odd-rsa9216", version), Ok(size.clone()));
        assert_eq!(key_of("odd-explicit", version), Ok(ClientKey::Unusable(KeyError::NotCanonical)));
        assert!(key_of("p521", version).unwrap().proved().is_some(), "OpenSSL verifies it");
    }
    // No scheme of TLS 1.3 is theirs, so that the client presents nothing.
    for absent in ["odd-secp256k1", "odd-brainpool", "odd-p224", "odd-dsa", "odd-ed448", "odd-rsa-pss"] {
        assert_eq!(key_of(absent, V13), Ok(ClientKey::Absent), "{absent}");
    }
    for absent in ["odd-dsa", "odd-ed448", "odd-rsa-pss"] {
        assert_eq!(key_of(absent, V12), Ok(ClientKey::Absent), "{absent}");
    }
    // OpenSSL itself ends the connection of a curve that it has not offered.
    for other in ["odd-secp256k1", "odd-brainpool", "odd-p224"] {
        assert!(key_of(other, V12).is_err(), "{other}");
    }
}

#[test]
fn a171_the_signature_of_an_odd_certificate_is_verified_all_the_same() {
    // With another key than the certificate's: OpenSSL can verify that, and does.
    let signing = default_provider().key_provider.load_private_key(fixtures::key("rsa2048")).unwrap();
    for version in [&TLS12, &TLS13] {
        for name in ["odd-rsa1024", "odd-rsa9216", "rsa2048"] {
            let chain = vec![CertificateDer::from(fixtures::read(&format!("{name}.der")))];
            let mixed = Whatever(Arc::new(CertifiedKey::new(chain, Arc::clone(&signing))));
            let mut client = without_key(version);
            client.client_auth_cert_resolver = Arc::new(mixed);
            let (_, server) = across(listener().ssl().unwrap(), Arc::new(client));
            assert_eq!(server.is_ok(), name == "rsa2048", "{name}");
        }
    }
}
