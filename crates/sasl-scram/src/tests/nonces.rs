//! Tests that nonces depend on all 18 octets of the caller's entropy that are used, and on nothing else.
use crate::{message::client_first::is_nonce, nonce::Nonce};
use alloc::vec::Vec;
use proptest::prelude::*;
use sasl_core::Entropy;

fn nonce(octets: [u8; 32]) -> Vec<u8> {
    Nonce::new(&Entropy::new(octets)).as_octets().to_vec()
}

proptest! {
    #[test]
    fn a006_a_nonce_is_24_printable_characters(octets: [u8; 32]) {
        prop_assert_eq!(nonce(octets).len(), 24);
        prop_assert!(is_nonce(&nonce(octets)));
    }

    #[test]
    fn a004_a020_every_bit_of_18_octets_counts(octets: [u8; 32], bit in 0..18 * 8_usize) {
        let mut other = octets;
        other[bit / 8] ^= 1 << (bit % 8);
        prop_assert_ne!(nonce(octets), nonce(other));
        prop_assert_eq!(nonce(octets), nonce(octets));
    }

    #[test]
    fn what_a_nonce_may_hold(octets in prop::collection::vec(any::<u8>(), 0..20)) {
        let printable = octets.iter().all(|c| c.is_ascii_graphic() && *c != b',');
        prop_assert_eq!(is_nonce(&octets), printable && octets.len() >= 8);
    }
}

#[test]
fn a049_a_nonce_has_8_to_512_characters() {
    for (length, good) in [(0, false), (7, false), (8, true), (24, true), (512, true), (513, false)] {
        assert_eq!(is_nonce(&[b'x'].repeat(length)), good, "{length}");
    }
}
