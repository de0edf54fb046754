//! Certificates that cannot count: the connection goes on without them, and nothing that is not proved is reported.
use crate::{
    fixtures::{certificate, read},
    possession::Whatever,
    provider::KINDS,
    rig::{BOTH, Shaken, Version, client, listener, shake, shake_shared, verifiable},
};
use rustls::{
    CertificateError, ClientConfig, Error, HandshakeKind, SignatureAlgorithm, SignatureScheme,
    client::Resumption as Client,
    pki_types::CertificateDer,
    sign::{CertifiedKey, Signer, SigningKey},
};
use std::sync::Arc;
use tls_pubkey_auth::{
    ClientKey, KeyError, Spki,
    rustls::{ListenerOptions, Resumption, client_chain, client_key},
};

/// Signs by no key at all, under this scheme.
#[derive(Clone, Debug)]
pub(crate) struct Nothing(pub(crate) SignatureScheme);

impl SigningKey for Nothing {
    fn choose_scheme(&self, _: &[SignatureScheme]) -> Option<Box<dyn Signer>> {
        Some(Box::new(self.clone()))
    }

    fn algorithm(&self) -> SignatureAlgorithm {
        SignatureAlgorithm::ECDSA
    }
}

impl Signer for Nothing {
    fn sign(&self, _: &[u8]) -> Result<Vec<u8>, Error> {
        Ok(vec![0x30, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x01])
    }

    fn scheme(&self) -> SignatureScheme {
        self.0
    }
}

const SCHEME: SignatureScheme = SignatureScheme::ECDSA_NISTP256_SHA256;

fn presenting(version: Version, leaf: Vec<u8>) -> ClientConfig {
    let chain = vec![CertificateDer::from(leaf)];
    client(version, Arc::new(Whatever(Arc::new(CertifiedKey::new(chain, Arc::new(Nothing(SCHEME)))))))
}

/// A client that presents this, and has the private key of nothing.
pub(crate) fn odd(version: Version, leaf: Vec<u8>) -> Shaken {
    shake(&listener(ListenerOptions::default()), presenting(version, leaf))
}

/// In a certificate of version 1 with nothing in it.
fn wrapped(spki: &[u8]) -> Vec<u8> {
    let element = |tag: u8, body: &[u8]| {
        let length = u16::try_from(body.len()).unwrap().to_be_bytes();
        [&[tag, 0x82][..], &length, body].concat()
    };
    // The walk to a key wants the shortest form of every length.
    let shortest = |tag: u8, body: &[u8]| match body.len() {
        0..0x80 => [&[tag, u8::try_from(body.len()).unwrap()][..], body].concat(),
        0x80..0x100 => [&[tag, 0x81, u8::try_from(body.len()).unwrap()][..], body].concat(),
        _ => element(tag, body),
    };
    let empty = shortest(0x30, &[]);
    let inner = [&[2, 1, 1][..], &empty, &empty, &empty, &empty, spki].concat();
    let outer = [&shortest(0x30, &inner)[..], &empty, &[3, 1, 0]].concat();
    shortest(0x30, &outer)
}

/// Certificates that cannot count, and why.
fn all() -> Vec<(&'static str, Vec<u8>, KeyError)> {
    let spki = |name: &'static str, why| (name, wrapped(&read(&format!("{name}.spki"))), why);
    let der = |name: &'static str, why| (name, read(&format!("{name}.der")), why);
    let mut small_order = read("ed25519.spki");
    small_order[12..].fill(0);
    let mut exponent_1 = read("rsa2048.spki");
    let end = exponent_1.len();
    assert_eq!(exponent_1[end - 5..], [2, 3, 1, 0, 1]);
    exponent_1[end - 3..].copy_from_slice(&[0, 0, 1]);
    vec![
        der("odd-rsa1024", KeyError::RsaSize),
        der("odd-rsa9216", KeyError::RsaSize),
        der("odd-explicit", KeyError::NotCanonical),
        der("odd-secp256k1", KeyError::Unsupported),
        der("odd-brainpool", KeyError::Unsupported),
        der("odd-p224", KeyError::Unsupported),
        der("odd-ed448", KeyError::Unsupported),
        der("odd-rsa-pss", KeyError::Unsupported),
        der("odd-dsa", KeyError::Unsupported),
        spki("x25519", KeyError::Unsupported),
        spki("compressed", KeyError::NotCanonical),
        spki("hybrid", KeyError::NotCanonical),
        spki("rsa-without-null", KeyError::NotCanonical),
        spki("ed25519-null", KeyError::NotCanonical),
        ("small order", wrapped(&small_order), KeyError::Weak),
        ("exponent 1", wrapped(&exponent_1), KeyError::NotCanonical),
        ("no key", wrapped(&[0x30, 0]), KeyError::NotAPublicKey),
        ("empty", vec![], KeyError::NotACertificate),
        ("cut off", read("p256.der")[..200].to_vec(), KeyError::NotACertificate),
        ("endless", vec![0x30, 0x80], KeyError::NotACertificate),
        ("zeros", vec![0; 600], KeyError::NotACertificate),
        ("text", b"-----BEGIN CERTIFICATE-----".to_vec(), KeyError::NotACertificate),
    ]
}

#[test]
fn a171_an_unusable_certificate_leaves_the_connection_without_a_key() {
    for version in BOTH {
        for (name, leaf, why) in all() {
            let shaken = odd(version, leaf.clone());
            // rustls does not parse an empty certificate.
            if leaf.is_empty() && shaken.server.is_err() {
                assert!(matches!(shaken.error(), Error::InvalidMessage(_)), "{name}");
                continue;
            }
            let key = client_key(shaken.server(), verifiable()).unwrap();
            assert_eq!(key, ClientKey::Unusable(why), "{name}");
            assert!(
                key.proved().is_none() && client_chain(shaken.server(), verifiable()) == Ok(None),
                "{name}"
            );
        }
    }
}

#[test]
fn a171_a_key_that_counts_is_reported_only_after_its_own_signature() {
    // The same client, which signs by no key, with certificates that can count: the handshake ends.
    for version in BOTH {
        for kind in KINDS {
            let error = odd(version, certificate(kind).to_vec()).error();
            let is_refused = matches!(
                error,
                Error::InvalidCertificate(CertificateError::BadSignature) | Error::PeerMisbehaved(_)
            );
            assert!(is_refused, "{kind}: {error:?}");
        }
    }
}

#[test]
fn a171_a_raw_key_as_certificate_does_not_bypass_its_signature() {
    // Read as a certificate it cannot count, and read as a key it can.
    for version in BOTH {
        for kind in KINDS {
            let spki = read(&format!("{kind}.spki"));
            assert!(Spki::from_certificate(&spki).is_err() && Spki::from_peer(&spki).is_ok());
            let error = odd(version, spki).error();
            assert_eq!(error, Error::InvalidCertificate(CertificateError::BadEncoding), "{kind}");
        }
    }
}

#[test]
fn a171_a_certificate_with_any_octet_changed_gives_no_unproved_key() {
    let leaf = read("ed25519.der");
    for at in 0..leaf.len() {
        let mut changed = leaf.clone();
        changed[at] ^= 0x10;
        let shaken = odd(BOTH[1], changed);
        if let Ok(server) = &shaken.server {
            let key = client_key(server, verifiable()).unwrap();
            assert!(matches!(key, ClientKey::Unusable(_)), "{at}: {key:?}");
        }
    }
}

#[test]
fn a171_a_resumed_session_of_an_odd_certificate_has_no_key_either() {
    for version in BOTH {
        let options = ListenerOptions { resumption: Resumption::Remember(16), ..ListenerOptions::default() };
        let listener = listener(options);
        let mut config = presenting(version, read("odd-rsa1024.der"));
        config.resumption = Client::in_memory_sessions(8);
        let config = Arc::new(config);
        for kind in [HandshakeKind::Full, HandshakeKind::Resumed] {
            let shaken = shake_shared(&listener, Arc::clone(&config));
            assert_eq!(shaken.server().handshake_kind(), Some(kind));
            let key = client_key(shaken.server(), listener.verifiable()).unwrap();
            assert_eq!(key, ClientKey::Unusable(KeyError::RsaSize));
        }
    }
}

#[test]
fn a171_a_bare_key_that_cannot_count_leaves_the_connection_without_a_key() {
    let options = ListenerOptions { raw_public_keys: true, ..ListenerOptions::default() };
    for (name, why) in [
        ("rsa1024", KeyError::RsaSize),
        ("secp256k1", KeyError::Unsupported),
        ("compressed", KeyError::NotCanonical),
    ] {
        let bare = vec![CertificateDer::from(read(&format!("{name}.spki")))];
        let bare = Bare(Arc::new(CertifiedKey::new(bare, Arc::new(Nothing(SCHEME)))));
        let shaken = shake(&listener(options), client(BOTH[1], Arc::new(bare)));
        let key = client_key(shaken.server(), verifiable()).unwrap();
        assert_eq!(key, ClientKey::Unusable(why), "{name}");
    }
    let bare = vec![CertificateDer::from(read("p256.spki"))];
    let bare = Bare(Arc::new(CertifiedKey::new(bare, Arc::new(Nothing(SCHEME)))));
    let error = shake(&listener(options), client(BOTH[1], Arc::new(bare))).error();
    assert_eq!(error, Error::InvalidCertificate(CertificateError::BadSignature));
}

/// A bare key, and no proof of having it.
#[derive(Debug)]
struct Bare(Arc<CertifiedKey>);

impl rustls::client::ResolvesClientCert for Bare {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.0))
    }

    fn only_raw_public_keys(&self) -> bool {
        true
    }

    fn has_certs(&self) -> bool {
        true
    }
}

#[test]
fn a171_that_a_provider_verifies_a_key_is_known_beforehand() {
    for kind in KINDS {
        let spki = Spki::from_public_key(&read(&format!("{kind}.spki"))).unwrap();
        assert_eq!(verifiable().check(&spki), Ok(()), "{kind}");
    }
    assert!(format!("{:?}", verifiable()).contains("ED25519"));
}
