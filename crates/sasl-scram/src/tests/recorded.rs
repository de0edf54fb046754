//! Recorded exchanges between other programs: both ends of this crate send the same octets.
use super::vector::{Vector, vectors};

const RECORDED: &str = include_str!("../../tests/vectors/recorded.txt");

#[test]
fn every_recording_is_repeated_by_both_ends() {
    let vectors = vectors(RECORDED);
    assert_eq!(vectors.len(), 52);
    for vector in vectors {
        vector.play().unwrap();
    }
}

#[test]
fn among_them_are_three_hashes_bound_ones_a_y_and_a_bare_name_that_binds() {
    let vectors = vectors(RECORDED);
    let count = |is: fn(&Vector) -> bool| vectors.iter().filter(|vector| is(vector)).count();
    assert_eq!(count(|vector| vector.mechanism == "SCRAM-SHA-1"), 14);
    assert_eq!(count(|vector| vector.mechanism == "SCRAM-SHA-512"), 6);
    assert_eq!(count(|vector| vector.mechanism.ends_with("-PLUS")), 2);
    assert_eq!(count(|vector| vector.messages[0].starts_with("y,")), 1);
    assert_eq!(count(|vector| vector.mechanism != vector.client_mechanism), 4);
    assert_eq!(count(|vector| vector.messages[0].contains(",a=")), 29);
}
