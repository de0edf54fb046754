//! Certificates that others refuse, and the key that is in them.
use crate::fixtures::{element, read};
use tls_pubkey_auth::{KeyError, KeyKind, MAX_CERTIFICATE, Spki};

/// File, the file of its key, and the key's kind.
const CERTIFICATES: [(&str, &str, KeyKind); 15] = [
    ("ed25519.der", "ed25519.spki", KeyKind::Ed25519),
    ("p256.der", "p256.spki", KeyKind::EcdsaP256),
    ("p384.der", "p384.spki", KeyKind::EcdsaP384),
    ("p521.der", "p521.spki", KeyKind::EcdsaP521),
    ("rsa2048.der", "rsa2048.spki", KeyKind::Rsa(2048)),
    ("openssl-v1.der", "p256.spki", KeyKind::EcdsaP256),
    ("v1.der", "p256.spki", KeyKind::EcdsaP256),
    ("v2.der", "p256.spki", KeyKind::EcdsaP256),
    ("expired.der", "p256.spki", KeyKind::EcdsaP256),
    ("critical.der", "p256.spki", KeyKind::EcdsaP256),
    ("unique.der", "p256.spki", KeyKind::EcdsaP256),
    ("empty-name.der", "p256.spki", KeyKind::EcdsaP256),
    ("bad-signature.der", "p256.spki", KeyKind::EcdsaP256),
    ("go-minimal.der", "ed25519.spki", KeyKind::Ed25519),
    ("pss-sha1.der", "rsa2048.spki", KeyKind::Rsa(2048)),
];

#[test]
fn every_certificate_gives_the_key_that_is_in_it() {
    for (certificate, key, kind) in CERTIFICATES {
        let spki =
            Spki::from_certificate(&read(certificate)).unwrap_or_else(|e| panic!("{certificate}: {e}"));
        assert_eq!(spki.der(), read(key), "{certificate}");
        assert_eq!(spki.kind(), kind, "{certificate}");
        assert_eq!(Spki::from_public_key(&read(key)), Ok(spki.clone()), "{certificate}");
        assert_eq!(Spki::from_peer(&read(certificate)), Ok(spki.clone()), "{certificate}");
        assert_eq!(Spki::from_peer(&read(key)), Ok(spki), "{certificate}");
    }
}

#[test]
fn the_fingerprint_is_that_of_the_key_in_every_certificate() {
    let p256: Vec<_> = CERTIFICATES.iter().filter(|(_, key, _)| *key == "p256.spki").collect();
    let fingerprints =
        p256.iter().map(|(file, ..)| Spki::from_certificate(&read(file)).unwrap().fingerprint());
    let own = Spki::from_public_key(&read("p256.spki")).unwrap().fingerprint();
    assert!(p256.len() > 5 && fingerprints.eq(std::iter::repeat_n(own, p256.len())));
    let other = Spki::from_certificate(&read("p256-other.der")).unwrap().fingerprint();
    assert_ne!(own, other);
    assert_eq!(own.to_string().len(), 43);
}

#[test]
fn kinds_are_called_what_mox_calls_them() {
    let names = ["ed25519", "ecdsa-p256", "ecdsa-p384", "ecdsa-p521", "rsa-2048"];
    let kinds = CERTIFICATES[..5].iter().map(|(_, _, kind)| kind.to_string());
    assert!(kinds.eq(names.map(String::from)));
}

#[test]
fn every_cut_and_every_change_of_an_octet_is_an_error_or_a_key() {
    for (file, ..) in CERTIFICATES {
        let whole = read(file);
        for end in 0..whole.len() {
            assert!(Spki::from_certificate(&whole[..end]).is_err(), "{file} cut at {end}");
        }
        let mut taken = 0;
        for at in 0..whole.len() {
            for bit in 0..8 {
                let mut changed = whole.clone();
                changed[at] ^= 1 << bit;
                // What it becomes has to hold for itself, too.
                if let Ok(spki) = Spki::from_certificate(&changed) {
                    assert_eq!(Spki::from_public_key(spki.der()), Ok(spki));
                    taken += 1;
                }
            }
        }
        assert!(taken > 0, "{file}: nothing of it can be changed");
        assert_eq!(Spki::from_certificate(&[&whole[..], &[0]].concat()), Err(KeyError::NotACertificate));
    }
}

#[test]
fn lengths_that_lie_and_structures_without_end() {
    for octets in [
        &b""[..],
        b"\x30",
        b"\x30\x80\x30\x80",
        b"\x30\x84\xff\xff\xff\xff",
        b"\x30\x88\xff\xff\xff\xff\xff\xff\xff\xff",
        b"\x30\x83\xff\xff\xff",
        b"\x30\x81\x02\x30\x00",
        b"\x31\x00",
    ] {
        assert_eq!(Spki::from_certificate(octets), Err(KeyError::NotACertificate), "{octets:x?}");
        assert_eq!(Spki::from_public_key(octets), Err(KeyError::NotAPublicKey), "{octets:x?}");
    }
    // A thousand deep: it is not gone into.
    let deep = (0..1000).fold(Vec::new(), |inner, _| element(0x30, &[&inner]));
    assert_eq!(Spki::from_certificate(&deep), Err(KeyError::NotACertificate));
    // 64 kB.
    let long = element(0x30, &[&vec![0; 65_000]]);
    assert_eq!(Spki::from_certificate(&long), Err(KeyError::TooLong));
    assert_eq!(Spki::from_certificate(&vec![0x30; MAX_CERTIFICATE + 1]), Err(KeyError::TooLong));
}

#[test]
fn an_issuer_of_16_000_octets_passes_and_one_more_than_the_limit_does_not() {
    let sized = |filling: usize| {
        let (sequence, serial) = (element(0x30, &[]), element(0x02, &[&[1]]));
        let issuer = element(0x30, &[&element(0x04, &[&vec![7; filling]])]);
        let spki = read("p256.spki");
        let parts: [&[u8]; 6] = [&serial, &sequence, &issuer, &sequence, &sequence, &spki];
        element(0x30, &[&element(0x30, &parts), &sequence, &element(0x03, &[&[0, 1]])])
    };
    let overhead = sized(16_000).len() - 16_000;
    let limit = MAX_CERTIFICATE - overhead;
    assert_eq!(Spki::from_certificate(&sized(limit)).map(|spki| spki.der().to_vec()), Ok(read("p256.spki")));
    assert_eq!(Spki::from_certificate(&sized(limit + 1)), Err(KeyError::TooLong));
}
