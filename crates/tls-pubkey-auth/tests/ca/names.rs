//! Names in the subject: `tls.md`'s pitfall 20 as far as it is about them.
use crate::{
    draft::{
        BMP, CN, Draft, EMAIL, IA5, PRINTABLE, T61, UNIVERSAL, UTF8, attribute, element, name, rfc822,
        sequence,
    },
    site::read,
};
use tls_pubkey_auth::ca::{NameSource, NotIdentified};

fn common_name(tag: u8, value: &[u8]) -> Result<String, NotIdentified> {
    read(NameSource::CommonName, &Draft::new(name(&[(CN, tag, value)])))
}

fn email(value: &[u8]) -> Result<String, NotIdentified> {
    read(NameSource::Email, &Draft::new(name(&[(EMAIL, IA5, value)])))
}

#[test]
fn the_name_is_where_it_is_looked_for() {
    assert_eq!(read(NameSource::Email, &Draft::alice()).unwrap(), "alice@example.org");
    assert_eq!(read(NameSource::CommonName, &Draft::alice()).unwrap(), "Alice");
}

#[test]
fn no_other_place_stands_in_for_an_empty_one() {
    let draft = Draft::new(name(&[(CN, UTF8, b"alice@example.org")]));
    assert_eq!(read(NameSource::Email, &draft), Err(NotIdentified::NoName));
    let draft = draft.alternative(&[rfc822("alice@example.org")]);
    assert_eq!(read(NameSource::Email, &draft), Err(NotIdentified::NoName));
    assert_eq!(read(NameSource::SanEmail, &Draft::alice()), Err(NotIdentified::NoName));
    assert_eq!(read(NameSource::SanUpn, &draft), Err(NotIdentified::NoName));
    assert_eq!(read(NameSource::CommonName, &Draft::new(sequence(&[]))), Err(NotIdentified::NoName));
}

#[test]
fn two_common_names_identify_no_account() {
    // Which one is the first depends on who reads.
    let two = Draft::new(name(&[(CN, UTF8, b"alice"), (CN, UTF8, b"root")]));
    assert_eq!(read(NameSource::CommonName, &two), Err(NotIdentified::SeveralNames));
    let same = Draft::new(name(&[(CN, UTF8, b"alice"), (CN, PRINTABLE, b"alice")]));
    assert_eq!(read(NameSource::CommonName, &same), Err(NotIdentified::SeveralNames));
    let in_one_set = [attribute((CN, UTF8, b"alice")), attribute((CN, UTF8, b"root"))].concat();
    let in_one_set = Draft::new(sequence(&[&element(0x31, &[&in_one_set])]));
    assert_eq!(read(NameSource::CommonName, &in_one_set), Err(NotIdentified::SeveralNames));
    // One of another kind beside it is no second.
    let beside = [attribute((CN, UTF8, b"alice")), attribute((EMAIL, IA5, b"a@example.org"))].concat();
    let beside = Draft::new(sequence(&[&element(0x31, &[&beside])]));
    assert_eq!(read(NameSource::CommonName, &beside).unwrap(), "alice");
}

#[test]
fn two_addresses_identify_no_account() {
    let two = [(EMAIL, IA5, &b"alice@example.org"[..]), (EMAIL, IA5, b"root@example.org")];
    assert_eq!(read(NameSource::Email, &Draft::new(name(&two))), Err(NotIdentified::SeveralNames));
}

#[test]
fn a_nul_does_not_end_a_name() {
    assert_eq!(common_name(UTF8, b"alice\0.evil"), Err(NotIdentified::NameCharacters));
    assert_eq!(email(b"alice@example.org\0@evil.example"), Err(NotIdentified::NameCharacters));
    for control in ["alice\n", "\talice", "al\u{7f}ice", "al\u{85}ice", "al\x1b[2Jice", "alice ", "", " "] {
        assert_eq!(common_name(UTF8, control.as_bytes()), Err(NotIdentified::NameCharacters), "{control:?}");
    }
}

#[test]
fn strings_that_are_read_in_several_ways() {
    for (tag, value) in [(UTF8, "älice"), (PRINTABLE, "alice"), (IA5, "alice"), (UTF8, "Alice Example")] {
        assert_eq!(common_name(tag, value.as_bytes()).unwrap(), value);
    }
    assert_eq!(common_name(BMP, b"\0a\0l\0i\0c\0e"), Err(NotIdentified::NameType));
    assert_eq!(common_name(T61, b"alice"), Err(NotIdentified::NameType));
    assert_eq!(common_name(UNIVERSAL, b"\0\0\0a"), Err(NotIdentified::NameType));
    // And those that do not hold what they say.
    assert_eq!(common_name(UTF8, b"\xff\xfe"), Err(NotIdentified::NameType));
    assert_eq!(common_name(IA5, "älice".as_bytes()), Err(NotIdentified::NameType));
    assert_eq!(common_name(PRINTABLE, b"alice@example.org"), Err(NotIdentified::NameType));
    assert_eq!(common_name(0x04, b"alice"), Err(NotIdentified::NameType));
}

#[test]
fn the_domain_has_no_case_and_the_name_before_it_has() {
    assert_eq!(email(b"Alice@Example.ORG").unwrap(), "Alice@example.org");
    // A common name is any text, and stays as it is.
    assert_eq!(common_name(UTF8, b"Alice@Example.ORG").unwrap(), "Alice@Example.ORG");
}

#[test]
fn what_should_be_an_address_is_one() {
    for text in ["alice", "alice@", "@example.org", "a@b@example.org", "\"a b\"@example.org", "a@[127.0.0.1]"]
    {
        assert_eq!(email(text.as_bytes()), Err(NotIdentified::NotAnAddress), "{text}");
    }
    let utf8 = Draft::new(name(&[(EMAIL, UTF8, "älice@example.org".as_bytes())]));
    assert_eq!(read(NameSource::Email, &utf8), Err(NotIdentified::NotAnAddress));
}

#[test]
fn a_malformed_subject_identifies_no_account() {
    let good = attribute((CN, UTF8, b"alice"));
    let oid = element(0x06, &[CN]);
    for broken in [
        element(0x30, &[&good]),
        element(0x31, &[&oid]),
        element(0x31, &[&element(0x30, &[&oid])]),
        element(0x31, &[&element(0x30, &[&oid, &element(UTF8, &[b"a"]), &element(UTF8, &[b"b"])])]),
        element(0x31, &[&good, &[0x30]]),
        b"\x31\x80\0\0".to_vec(),
    ] {
        let draft = Draft::new(sequence(&[&broken]));
        assert_eq!(read(NameSource::CommonName, &draft), Err(NotIdentified::Malformed), "{broken:x?}");
    }
}
