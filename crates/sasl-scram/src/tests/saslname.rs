//! Names on the line: one escaped form for each name and one name for each escaped form.
use crate::{error::Fault, message::saslname};
use alloc::{
    format,
    string::{String, ToString},
};
use proptest::prelude::*;

fn written(name: &str) -> String {
    let mut text = String::new();
    saslname::write(name, &mut text);
    text
}

proptest! {
    #[test]
    fn a057_a069_what_is_written_is_read_back(name in "[,=a2CD3\u{e4} ]{1,40}") {
        let text = written(&name);
        prop_assert!(!text.contains(','));
        prop_assert_eq!(saslname::read(text.as_bytes()), Ok(name));
    }

    #[test]
    fn a069_what_can_be_read_is_what_would_be_written(text in "[=23CDcdx]{1,12}") {
        if let Ok(name) = saslname::read(text.as_bytes()) {
            prop_assert_eq!(written(&name), text);
        }
    }

    #[test]
    fn a046_no_octets_are_too_much_for_the_reader(octets in prop::collection::vec(any::<u8>(), 0..60)) {
        if let Ok(name) = saslname::read(&octets) {
            prop_assert_eq!(written(&name).into_bytes(), octets);
        }
    }
}

#[test]
fn a134_commas_and_equals_signs_are_escaped_and_nothing_else_is() {
    for (name, text) in [
        (",=,=", "=2C=3D=2C=3D"),
        ("=", "=3D"),
        (",", "=2C"),
        ("a,b", "a=2Cb"),
        ("=2C", "=3D2C"),
        ("user name\\\"", "user name\\\""),
    ] {
        assert_eq!(written(name), text);
        assert_eq!(saslname::read(text.as_bytes()), Ok(name.to_string()));
    }
}

#[test]
fn a126_it_is_decoded_once() {
    assert_eq!(saslname::read(b"=3D2C"), Ok("=2C".to_string()));
    assert_eq!(saslname::read(b"a=3D=2Cb"), Ok("a=,b".to_string()));
}

#[test]
fn a069_every_other_form_is_refused() {
    for text in [
        ",",
        "a,b",
        "=",
        "a=",
        "a=2",
        "a=ZZ",
        "=2c",
        "=3d",
        "=2D",
        "=20",
        "==3D",
        "=2C=",
        "=\u{e4}",
        "a=2\u{e4}",
    ] {
        assert_eq!(saslname::read(text.as_bytes()), Err(Fault::Name), "{text}");
    }
}

#[test]
fn a058_a_nul_is_in_no_name() {
    for text in ["\0", "a\0", "\0a", "a\0b", "=2C\0", "=\x002C"] {
        assert_eq!(saslname::read(text.as_bytes()), Err(Fault::Name), "{text:?}");
    }
}

#[test]
fn neither_empty_nor_longer_than_2048_octets() {
    assert_eq!(saslname::read(b""), Err(Fault::Name));
    assert!(saslname::read(&[b'a'; 2048]).is_ok());
    assert_eq!(saslname::read(&[b'a'; 2049]), Err(Fault::Name));
    // The length of the escaped form counts.
    assert!(saslname::read(format!("{}aa", "=2C".repeat(682)).as_bytes()).is_ok());
    assert_eq!(saslname::read("=2C".repeat(683).as_bytes()), Err(Fault::Name));
}
