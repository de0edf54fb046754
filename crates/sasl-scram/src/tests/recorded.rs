//! Exchanges that other people's programs had with each other: both ends of this crate say the same.
use super::vector::Vector;
use alloc::{format, string::String, vec::Vec};

const RECORDED: &str = include_str!("../../tests/vectors/recorded.txt");

fn vectors() -> Vec<Vector> {
    RECORDED.split("\n= ").skip(1).map(vector).collect()
}

fn vector(text: &'static str) -> Vector {
    let mut lines = text.lines();
    let mut title = lines.next().unwrap().split(" | ");
    let (name, mechanism) = (title.next().unwrap(), title.next().unwrap());
    let messages: [_; 4] = core::array::from_fn(|_| lines.next().unwrap());
    let mut parts = messages[0].split(',');
    let (flag, authzid) = (parts.next().unwrap(), parts.next().unwrap());
    let mut header = String::new();
    header.extend(authzid.strip_prefix("a=").map(|authzid| format!("authzid: {authzid}\n")));
    header.extend(title.next().map(|data| format!("binding: {} {data}\n", &flag[2..])));
    if flag == "y" {
        // It had a binding, and thought that the server had none.
        header.push_str("binding: tls-unique 00\n");
    }
    // Cyrus's clients bind under the bare name; this one does not.
    let client_mechanism = if flag.starts_with("p=") { "SCRAM-SHA-256-PLUS" } else { mechanism };
    Vector { name, mechanism, client_mechanism, header, messages }
}

#[test]
fn every_recording_is_repeated_by_both_ends() {
    let vectors = vectors();
    assert_eq!(vectors.len(), 32);
    for vector in vectors {
        vector.play().unwrap();
    }
}

#[test]
fn among_them_are_bound_ones_a_y_and_a_bare_name_that_binds() {
    let vectors = vectors();
    let count = |is: fn(&Vector) -> bool| vectors.iter().filter(|vector| is(vector)).count();
    assert_eq!(count(|vector| vector.mechanism.ends_with("-PLUS")), 2);
    assert_eq!(count(|vector| vector.messages[0].starts_with("y,")), 1);
    assert_eq!(count(|vector| vector.mechanism != vector.client_mechanism), 1);
    assert_eq!(count(|vector| vector.messages[0].contains(",a=")), 16);
}
