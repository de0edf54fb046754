//! Keys that are not taken: second spellings, small orders, other kinds.
use crate::fixtures::{ed25519_spki, element, p256_spki, read, rsa_spki};
use tls_pubkey_auth::{KeyError, Spki};

fn refusal(spki: &[u8]) -> KeyError {
    // The same in a certificate as alone.
    let sequence = element(0x30, &[]);
    let to_be_signed = element(0x30, &[&[2, 1, 1], &sequence, &sequence, &sequence, &sequence, spki]);
    let certificate = element(0x30, &[&to_be_signed, &sequence, &[3, 1, 0]]);
    let error = Spki::from_public_key(spki).unwrap_err();
    assert_eq!(Spki::from_certificate(&certificate), Err(error));
    assert_eq!(Spki::from_peer(spki), Err(error));
    error
}

fn octets(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

#[test]
fn one_key_has_one_spelling() {
    for file in
        ["compressed.spki", "hybrid.spki", "explicit.spki", "rsa-without-null.spki", "ed25519-null.spki"]
    {
        assert_eq!(refusal(&read(file)), KeyError::NotCanonical, "{file}");
    }
}

#[test]
fn points_of_small_order_are_refused_with_either_sign() {
    // libsodium's list of y coordinates: 0, 1, two of order 8, p - 1; and p, p + 1, which are 0 and 1 again.
    let listed = [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ];
    for hex in listed {
        for sign in [0, 0x80] {
            let mut key = octets(hex);
            key[31] |= sign;
            assert_eq!(refusal(&ed25519_spki(&key)), KeyError::Weak, "{hex}");
        }
    }
}

#[test]
fn ed25519_coordinates_of_p_and_more_are_refused() {
    for first in 0xed..=0xff_u8 {
        for last in [0x7f, 0xff] {
            let mut key = [0xff; 32];
            (key[0], key[31]) = (first, last);
            assert_eq!(refusal(&ed25519_spki(&key)), KeyError::NotCanonical, "{first:x}");
        }
    }
    // One less than the least of small order that is not: p - 2.
    let mut key = [0xff; 32];
    (key[0], key[31]) = (0xeb, 0x7f);
    assert!(Spki::from_public_key(&ed25519_spki(&key)).is_ok());
    for length in [0, 31, 33] {
        assert_eq!(refusal(&ed25519_spki(&vec![9; length])), KeyError::NotAPublicKey);
    }
}

#[test]
fn coordinates_are_of_the_field() {
    let p = octets("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
    let mut less = p.clone();
    less[31] -= 1;
    let point = |x: &[u8], y: &[u8]| p256_spki(&[&[4], x, y].concat());
    assert!(Spki::from_public_key(&point(&less, &less)).is_ok());
    assert_eq!(refusal(&point(&p, &less)), KeyError::NotCanonical);
    assert_eq!(refusal(&point(&less, &p)), KeyError::NotCanonical);
    // Infinity, and lengths that are not the curve's.
    assert_eq!(refusal(&p256_spki(&[0])), KeyError::NotAPublicKey);
    assert_eq!(refusal(&point(&less, &less[1..])), KeyError::NotAPublicKey);
    assert_eq!(refusal(&p256_spki(&[&[4][..], &less, &less, &[0]].concat())), KeyError::NotAPublicKey);
}

#[test]
fn the_other_curves_coordinates_are_of_their_fields() {
    for (file, width, prime) in [
        (
            "p384.spki",
            48,
            "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
        ),
        (
            "p521.spki",
            66,
            "01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff\
             ffffffffffffffffffffffffffffffff",
        ),
    ] {
        let good = read(file);
        let (head, _) = good.split_at(good.len() - 2 * width);
        let with = |x: &[u8]| [head, x, &good[good.len() - width..]].concat();
        let mut x = octets(prime);
        assert_eq!(x.len(), width);
        assert_eq!(refusal(&with(&x)), KeyError::NotCanonical, "{file}");
        x[width - 1] -= 1;
        assert!(Spki::from_public_key(&with(&x)).is_ok(), "{file}");
    }
}

#[test]
fn rsa_keys_have_2048_to_8192_bits() {
    let modulus = |bits: usize| {
        let mut octets = vec![0xff; bits.div_ceil(8)];
        octets[0] = 0xff >> (octets.len() * 8 - bits);
        if octets[0] & 0x80 != 0 {
            octets.insert(0, 0);
        }
        octets
    };
    for (bits, taken) in
        [(2047, false), (2048, true), (2049, true), (4096, true), (8192, true), (8193, false)]
    {
        match Spki::from_public_key(&rsa_spki(&modulus(bits), &[1, 0, 1])) {
            Ok(spki) => assert_eq!((taken, spki.kind().to_string()), (true, format!("rsa-{bits}"))),
            Err(error) => assert_eq!((taken, error), (false, KeyError::RsaSize), "{bits}"),
        }
    }
    assert_eq!(refusal(&read("rsa1024.spki")), KeyError::RsaSize);
}

#[test]
fn rsa_numbers_are_odd_positive_and_in_their_shortest_form() {
    let good = [&[0][..], &[0xff; 256]].concat();
    let even = [&good[..256], &[0xfe]].concat();
    assert!(Spki::from_public_key(&rsa_spki(&good, &[3])).is_ok());
    assert_eq!(refusal(&rsa_spki(&good, &[1])), KeyError::Weak);
    assert_eq!(refusal(&rsa_spki(&good, &[4])), KeyError::Weak);
    assert_eq!(refusal(&rsa_spki(&even, &[1, 0, 1])), KeyError::Weak);
    assert_eq!(refusal(&rsa_spki(&good, &[0, 3])), KeyError::NotCanonical);
    assert_eq!(refusal(&rsa_spki(&[&[0], &good[..]].concat(), &[3])), KeyError::NotCanonical);
    // Negative, zero, nothing, too large.
    assert_eq!(refusal(&rsa_spki(&[0xff; 256], &[3])), KeyError::NotAPublicKey);
    assert_eq!(refusal(&rsa_spki(&good, &[0])), KeyError::NotAPublicKey);
    assert_eq!(refusal(&rsa_spki(&good, &[])), KeyError::NotAPublicKey);
    assert_eq!(refusal(&rsa_spki(&good, &[1, 0, 0, 0, 0, 1])), KeyError::Unsupported);
}

#[test]
fn keys_of_other_kinds_are_not_taken() {
    for file in ["secp256k1.spki", "ed448.spki", "x25519.spki", "rsa-pss.spki"] {
        assert_eq!(refusal(&read(file)), KeyError::Unsupported, "{file}");
    }
}

#[test]
fn a_key_is_a_sequence_and_a_string_of_whole_octets_and_nothing_more() {
    let algorithm = element(0x30, &[b"\x06\x03\x2b\x65\x70"]);
    let key = [9; 32];
    let bits = |unused: u8| element(0x03, &[&[unused], &key]);
    assert!(Spki::from_public_key(&element(0x30, &[&algorithm, &bits(0)])).is_ok());
    for wrong in [
        element(0x30, &[&algorithm, &bits(1)]),
        element(0x30, &[&algorithm, &bits(0), &[5, 0]]),
        element(0x30, &[&algorithm]),
        element(0x30, &[&algorithm, &element(0x03, &[])]),
        element(0x30, &[&algorithm, &element(0x04, &[&[0], &key])]),
    ] {
        assert_eq!(refusal(&wrong), KeyError::NotAPublicKey, "{wrong:x?}");
    }
}
