//! Keys that are made here. What openssl and others make of them is `interop`'s.
use tls_pubkey_auth::{
    KeyFile, KeyKind, Spki,
    generate::{GenerateError, NewKey, Request, generate},
};

const NOW: u64 = 1_795_000_000;

#[test]
fn a_key_and_its_certificate_belong_together() {
    for (key, kind) in [(NewKey::EcdsaP256, KeyKind::EcdsaP256), (NewKey::Ed25519, KeyKind::Ed25519)] {
        let made = generate(&Request::new("alice's laptop", NOW).with_key(key)).unwrap();
        assert_eq!(made.spki().kind(), kind);
        assert_eq!(Spki::from_certificate(made.certificate_der()).as_ref(), Ok(made.spki()));
        let file = KeyFile::read(made.certificate_pem().as_bytes()).unwrap();
        assert_eq!(file.certificate.as_deref(), Some(made.certificate_der()));
        let provider = rustls::crypto::ring::default_provider();
        let private = made.private_key_der().to_vec().try_into().unwrap();
        let loaded = provider.key_provider.load_private_key(private).unwrap();
        assert_eq!(loaded.public_key().unwrap().as_ref(), made.spki().der());
        // PKCS #8 version 1: OpenSSL 3.0 reads no other.
        assert!(made.private_key_der()[..8].windows(3).any(|window| window == [2, 1, 0]));
        let pem = made.private_key_pem();
        assert!(pem.lines().all(|line| line.len() <= 64) && pem.ends_with("-----END PRIVATE KEY-----\n"));
    }
}

#[test]
fn the_certificate_is_of_version_3_for_clients_and_valid_since_yesterday() {
    let made = generate(&Request::new("laptop", NOW)).unwrap();
    let certificate = made.certificate_der();
    let holds = |octets: &[u8]| certificate.windows(octets.len()).any(|window| window == octets);
    assert!(holds(b"\xa0\x03\x02\x01\x02"), "version 3");
    assert!(holds(b"\x06\x08\x2b\x06\x01\x05\x05\x07\x03\x02"), "clientAuth");
    assert!(holds(b"\x0c\x06laptop"), "its name");
    // 1795000000 is 2026-11-18 13:06:40 UTC.
    assert!(holds(b"\x17\x0d261117000000Z") && holds(b"\x18\x0f99991231000000Z"), "its dates");
}

#[test]
fn no_two_are_alike() {
    let make = || generate(&Request::new("laptop", NOW)).unwrap().spki().fingerprint();
    assert_ne!(make(), make());
}

#[test]
fn names_are_names() {
    for name in ["", "a\nb", "a\0b", &"a".repeat(65)] {
        assert_eq!(generate(&Request::new(name, NOW)).unwrap_err(), GenerateError::Name, "{name:?}");
    }
    assert!(generate(&Request::new("\u{e4}".repeat(64), NOW)).is_ok());
}

#[test]
fn a_private_key_shows_nothing() {
    let made = generate(&Request::new("laptop", NOW)).unwrap();
    let shown = format!("{made:?}");
    assert!(shown.contains("ecdsa-p256") && !shown.contains("BEGIN") && shown.len() < 120, "{shown}");
}
