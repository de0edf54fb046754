//! Comparison with `base64ct`, which is slower and more widely reviewed.
use crate::base64;
use alloc::{string::String, vec, vec::Vec};
use base64ct::{Base64, Encoding};
use proptest::prelude::*;

fn decoded(text: &[u8]) -> Option<Vec<u8>> {
    core::str::from_utf8(text).ok().and_then(|text| Base64::decode_vec(text).ok())
}

proptest! {
    #[test]
    fn encodes_like_base64ct(octets: Vec<u8>) {
        let mut text = vec![0; base64::text_length(octets.len())];
        let theirs = Base64::encode_string(&octets);
        prop_assert_eq!(base64::encode(&octets, &mut text), theirs.as_bytes());
    }

    #[test]
    fn decodes_what_it_has_encoded(octets: Vec<u8>) {
        let text = Base64::encode_string(&octets);
        prop_assert_eq!(base64::decode_vec(text.as_bytes()), Some(octets));
    }

    #[test]
    fn decodes_like_base64ct(text in "[A-Za-z0-9+/]{0,90}[A-Za-z0-9+/=]{0,3}") {
        prop_assert_eq!(base64::decode_vec(text.as_bytes()), decoded(text.as_bytes()));
    }

    #[test]
    fn refuses_like_base64ct(mut text in "([A-Za-z0-9+/]{4}){1,30}", at: prop::sample::Index, octet: u8) {
        let place = at.index(text.len());
        let mut text = core::mem::take(&mut text).into_bytes();
        text[place] = octet;
        prop_assert_eq!(base64::decode_vec(&text), decoded(&text));
    }
}

/// Tests every octet at every position of a group, alone and with padding after it.
#[test]
fn every_octet_at_every_place() {
    for octet in 0..=u8::MAX {
        for text in [*b"AAAA", *b"AAA=", *b"AA=="] {
            for place in 0..4 {
                let mut text = text;
                text[place] = octet;
                assert_eq!(base64::decode_vec(&text), decoded(&text), "{:?}", String::from_utf8_lossy(&text));
            }
        }
    }
}

/// Tests that the text fills the whole buffer and nothing beyond it; it has no terminator.
#[test]
fn a042_a_text_fills_its_room_exactly() {
    for length in 0..=70 {
        let octets = vec![0xfb; length];
        let room = base64::text_length(length);
        let mut text = vec![b'~'; room + 1];
        assert_eq!(base64::encode(&octets, &mut text[..room]), Base64::encode_string(&octets).as_bytes());
        assert_eq!(text[room], b'~', "{length}");
        // A buffer that is one octet too small gets nothing.
        assert!(length == 0 || base64::encode(&octets, &mut text[..room - 1]).is_empty(), "{length}");
    }
}

#[test]
fn what_does_not_fit_is_counted_all_the_same() {
    let mut to = [0; 2];
    assert_eq!(base64::decode(b"AQIDBAUG", &mut to), Some(6));
    assert_eq!(base64::decode(b"AQI=", &mut to), Some(2));
    assert_eq!((base64::decode(b"", &mut to), to), (Some(0), [1, 2]));
    assert_eq!(base64::encode(&[0; 6], &mut [0; 7]), b"");
}
