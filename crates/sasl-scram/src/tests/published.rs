//! The examples of the RFCs, and values that other programs computed.
use super::vector::{Vector, vectors};
use alloc::{string::String, vec::Vec};

const PUBLISHED: &str = include_str!("../../tests/vectors/published.txt");

#[test]
fn a070_a109_a132_every_vector_is_repeated_by_both_ends() {
    let vectors = vectors(PUBLISHED);
    for vector in &vectors {
        vector.play().unwrap();
    }
    for hash in ["SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512", "SCRAM-SHA3-512"] {
        assert!(vectors.iter().any(|vector| vector.mechanism == hash), "{hash}");
    }
}

#[test]
fn any_other_octet_of_a_vector_fails_at_one_end() {
    for vector in vectors(PUBLISHED) {
        let messages = vector.messages.clone();
        let mut other = Vector { ..vector };
        let mut fails = |at: usize, name: &str| {
            other.messages = messages.clone();
            other.messages[at] = turned(&messages[at], name);
            assert!(other.play().is_err(), "{} {name}", other.name);
        };
        fails(1, ",s=");
        fails(2, ",p=");
        fails(3, "v=");
    }
}

/// Replaces the second character of this attribute's value by another base64 character.
fn turned(message: &str, name: &str) -> String {
    let at = message.find(name).unwrap() + name.len() + 1;
    let mut octets: Vec<u8> = message.into();
    octets[at] = if octets[at] == b'A' { b'B' } else { b'A' };
    String::from_utf8(octets).unwrap()
}
