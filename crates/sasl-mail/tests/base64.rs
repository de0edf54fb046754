//! Base64: one encoding of every message, and nothing else is read.
use proptest::prelude::*;
use sasl_mail::base64::{NotBase64, decode, encode, encode_secret};

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// RFC 4648 section 4 read off the page, bit by bit, with the checks of section 3.5.
fn reference(text: &[u8]) -> Option<Vec<u8>> {
    let padding = text.iter().rev().take_while(|c| **c == b'=').count();
    if !text.len().is_multiple_of(4) || padding > 2 {
        return None;
    }
    let mut bits = Vec::new();
    for c in &text[..text.len() - padding] {
        let value = ALPHABET.iter().position(|a| a == c)?;
        bits.extend((0..6).rev().map(|bit| value >> bit & 1));
    }
    let whole = bits.len() / 8 * 8;
    let octet = |bits: &[usize]| bits.iter().fold(0, |octet, bit| octet << 1 | *bit as u8);
    bits[whole..].iter().all(|bit| *bit == 0).then(|| bits[..whole].chunks(8).map(octet).collect())
}

fn decoded(text: &[u8]) -> Option<Vec<u8>> {
    decode(text).ok().map(|octets| octets.to_vec())
}

#[test]
fn the_vectors_of_rfc_4648_section_10() {
    let vectors = [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg=="),
        ("foobar", "Zm9vYmFy"),
    ];
    for (octets, text) in vectors {
        assert_eq!(encode(octets.as_bytes()), text);
        assert_eq!(*encode_secret(octets.as_bytes()), text);
        assert_eq!(decoded(text.as_bytes()).unwrap(), octets.as_bytes());
    }
}

#[test]
fn a041_every_length_and_every_corruption_is_decided_as_by_the_reference() {
    for length in 0..=13_u8 {
        let octets: Vec<u8> = (0..length).map(|at| at.wrapping_mul(151) ^ 0xa5).collect();
        let text = encode(&octets).into_bytes();
        assert_eq!(reference(&text).unwrap(), octets, "{length}");
        for cut in 0..=text.len() {
            assert_eq!(decoded(&text[..cut]), reference(&text[..cut]), "the first {cut} of {length}");
        }
        for at in 0..text.len() {
            for octet in 0..=u8::MAX {
                let mut changed = text.clone();
                changed[at] = octet;
                assert_eq!(decoded(&changed), reference(&changed), "{changed:?}");
                changed.insert(at, text[at]);
                assert_eq!(decoded(&changed), reference(&changed), "{changed:?}");
            }
            let mut shorter = text.clone();
            shorter.remove(at);
            assert_eq!(decoded(&shorter), reference(&shorter), "{shorter:?}");
        }
    }
}

#[test]
fn a041_all_lengths_around_the_piece_that_is_encoded_at_once() {
    for length in 0..=200 {
        let octets = vec![0xfb; length];
        let text = encode(&octets);
        assert_eq!(text.len(), length.div_ceil(3) * 4);
        assert!(
            reference(text.as_bytes()) == Some(octets.clone()) && decoded(text.as_bytes()) == Some(octets)
        );
    }
}

#[test]
fn a068_no_laxness() {
    let lax: [(&str, &[&str]); 6] = [
        ("padding is missing", &["YQ", "YQ=", "YWI", "Y"]),
        ("trailing bits are set", &["YR==", "YWJ=", "Yf=="]),
        ("data after the padding", &["YQ==YQ==", "YQ==YWJj", "YQ==\0", "YWI=YQ=="]),
        ("padding astray", &["YQ===", "YQ======", "YWJj=", "YWJj====", "=", "==", "====", "=YQ=", "Y=Q="]),
        ("white space", &["Y Q==", " YQ==", "YQ== ", "YQ=\n", "YQ==\n", "YQ==\r\n", "YW\r\nJj", "YQ\t=="]),
        ("not in the alphabet", &["-_-_", "YW-j", "YW_j", "YW,j", "YQ\0=", "\0\0\0\0", "*", "*===", "éYW"]),
    ];
    for (why, texts) in lax {
        for text in texts {
            assert_eq!(decode(text.as_bytes()).unwrap_err(), NotBase64, "{text:?}: {why}");
        }
    }
}

#[test]
fn what_is_decoded_is_not_shown() {
    assert_eq!(format!("{:?}", decode(b"cGVuY2ls").unwrap()), "Decoded(..)");
}

proptest! {
    #[test]
    fn there_and_back(octets: Vec<u8>) {
        let text = encode(&octets);
        prop_assert_eq!(&*encode_secret(&octets), &text);
        prop_assert_eq!(decoded(text.as_bytes()), Some(octets));
    }

    #[test]
    fn any_text_is_decided_as_by_the_reference(text in "[A-Za-z0-9+/=_ -]{0,40}", octets: Vec<u8>) {
        prop_assert_eq!(decoded(text.as_bytes()), reference(text.as_bytes()));
        prop_assert_eq!(decoded(&octets), reference(&octets));
    }

    #[test]
    fn what_is_read_is_what_would_have_been_written(text in "([A-Za-z0-9+/]{4}){0,3}[A-Za-z0-9+/]{2}[A-Za-z0-9+/=]=") {
        if let Some(octets) = decoded(text.as_bytes()) {
            prop_assert_eq!(encode(&octets), text);
        }
    }
}
