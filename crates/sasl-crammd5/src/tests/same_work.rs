//! Tests that all records of a directory, and its decoy, have the same number of keys and compute all of them.
use crate::{key::Key, record::CramMd5Record, stored::Stored};
use sasl_core::server::Check;
use sasl_core::{Secret, mechanism::Forms};

fn stored(password: &str) -> Stored {
    Stored::derive(&Secret::new(password)).unwrap()
}

#[test]
fn a150_records_are_filled_up() {
    for (forms, count) in [(Forms::One, 1), (Forms::Three, 3)] {
        assert_eq!(CramMd5Record::decoy(forms).keys(), count);
        for password in ["pencil", "pa\u{b2}ss", "\u{b2}\u{a0}"] {
            assert_eq!(CramMd5Record::with_forms(&stored(password), forms).keys(), count, "{password}");
        }
    }
}

#[test]
fn a026_what_fills_a_record_up_matches_nothing_not_even_its_own_digest() {
    let challenge = b"<1@host>";
    let digest = Key::nobody().mac(challenge);
    assert_eq!(CramMd5Record::decoy(Forms::Three).check(challenge, &digest), Check::NoMatch);
    assert_eq!(CramMd5Record::new(&stored("pencil")).check(challenge, &digest), Check::NoMatch);
    assert_eq!(
        CramMd5Record::decoy(Forms::One).check(challenge, &Key::new(b"").mac(challenge)),
        Check::NoMatch
    );
}

#[test]
fn each_form_of_the_password_matches() {
    let record = CramMd5Record::new(&stored("\u{b2}\u{a0}"));
    for form in ["\u{b2}\u{a0}", "2 ", "\u{b2} "] {
        assert_eq!(
            record.check(b"<1@host>", &Key::new(form.as_bytes()).mac(b"<1@host>")),
            Check::Match,
            "{form:?}"
        );
    }
    assert_eq!(record.check(b"<1@host>", &Key::new(b"2").mac(b"<1@host>")), Check::NoMatch);
}
