//! Alternative names: wrapped ones, and addresses beyond ASCII.
use crate::{
    draft::{Draft, IA5, UTF8, element, name, other_name, rfc822, sequence},
    site::read,
};
use tls_pubkey_auth::ca::{NameSource, NotIdentified};

const UPN: &[u8] = b"\x2b\x06\x01\x04\x01\x82\x37\x14\x02\x03";
const XMPP: &[u8] = b"\x2b\x06\x01\x05\x05\x07\x08\x05";
const MAILBOX: &[u8] = b"\x2b\x06\x01\x05\x05\x07\x08\x09";

fn seen(source: NameSource, names: &[Vec<u8>]) -> Result<String, NotIdentified> {
    read(source, &Draft::new(name(&[])).alternative(names))
}

fn utf8(text: &str) -> Vec<u8> {
    element(UTF8, &[text.as_bytes()])
}

fn dns(text: &str) -> Vec<u8> {
    element(0x82, &[text.as_bytes()])
}

#[test]
fn each_kind_is_read_past_the_others() {
    let names = [
        dns("example.org"),
        rfc822("alice@Example.org"),
        other_name(UPN, &utf8("alice@CORP.example")),
        other_name(XMPP, &utf8("alice@chat.example")),
    ];
    assert_eq!(seen(NameSource::SanEmail, &names).unwrap(), "alice@example.org");
    assert_eq!(seen(NameSource::SanUpn, &names).unwrap(), "alice@corp.example");
    assert_eq!(seen(NameSource::SanXmpp, &names).unwrap(), "alice@chat.example");
    assert_eq!(seen(NameSource::SanXmpp, &names[..3]), Err(NotIdentified::NoName));
}

#[test]
fn two_alternative_names_of_a_kind_identify_no_account() {
    let twice = |one: Vec<u8>, other: Vec<u8>| [one, other];
    let names = twice(rfc822("alice@example.org"), rfc822("root@example.org"));
    assert_eq!(seen(NameSource::SanEmail, &names), Err(NotIdentified::SeveralNames));
    for (source, oid) in [(NameSource::SanUpn, UPN), (NameSource::SanXmpp, XMPP)] {
        let names = twice(other_name(oid, &utf8("a@example.org")), other_name(oid, &utf8("b@example.org")));
        assert_eq!(seen(source, &names), Err(NotIdentified::SeveralNames));
    }
}

#[test]
fn a_wrapped_name_is_unwrapped_and_is_utf8() {
    let upn = |name: Vec<u8>| seen(NameSource::SanUpn, &[name]);
    let good = utf8("alice@example.org");
    assert_eq!(upn(other_name(UPN, &good)).unwrap(), "alice@example.org");
    let oid = element(0x06, &[UPN]);
    // Not wrapped, wrapped twice, something behind the value, behind the wrapping.
    assert_eq!(upn(element(0xa0, &[&oid, &good])), Err(NotIdentified::Malformed));
    assert_eq!(upn(other_name(UPN, &element(0xa0, &[&good]))), Err(NotIdentified::NameType));
    assert_eq!(upn(other_name(UPN, &[&good[..], &good].concat())), Err(NotIdentified::Malformed));
    assert_eq!(upn(element(0xa0, &[&oid, &element(0xa0, &[&good]), &good])), Err(NotIdentified::Malformed));
    assert_eq!(upn(other_name(UPN, b"")), Err(NotIdentified::Malformed));
    // Other strings, and other things.
    assert_eq!(upn(other_name(UPN, &element(IA5, &[b"alice@example.org"]))), Err(NotIdentified::NameType));
    assert_eq!(upn(other_name(UPN, &element(0x04, &[b"alice@example.org"]))), Err(NotIdentified::NameType));
    assert_eq!(upn(other_name(UPN, &utf8("alice@example.org\0"))), Err(NotIdentified::NameCharacters));
    assert_eq!(upn(other_name(UPN, &utf8("EXAMPLE\\alice"))), Err(NotIdentified::NotAnAddress));
}

#[test]
fn an_address_beyond_ascii_has_a_place_of_its_own() {
    let mailbox = |text: &str| other_name(MAILBOX, &utf8(text));
    let san = |names: &[Vec<u8>]| seen(NameSource::SanEmail, names);
    assert_eq!(san(&[mailbox("jörg@Example.org")]).unwrap(), "jörg@example.org");
    assert_eq!(san(&[mailbox("jörg@xn--bcher-kva.example")]).unwrap(), "jörg@xn--bcher-kva.example");
    // One that is ASCII belongs in an rfc822Name, and the domain in A-labels: one address, one spelling.
    assert_eq!(san(&[mailbox("alice@example.org")]), Err(NotIdentified::NotAnAddress));
    assert_eq!(san(&[mailbox("jörg@bücher.example")]), Err(NotIdentified::NotAnAddress));
    assert_eq!(san(&[rfc822("jörg@example.org")]), Err(NotIdentified::NameType));
    // Beside one of ASCII there are two.
    assert_eq!(
        san(&[rfc822("a@example.org"), mailbox("jörg@example.org")]),
        Err(NotIdentified::SeveralNames)
    );
}

#[test]
fn a_chat_address_has_no_resource() {
    let xmpp = |text: &str| seen(NameSource::SanXmpp, &[other_name(XMPP, &utf8(text))]);
    assert_eq!(xmpp("jörg@chat.example").unwrap(), "jörg@chat.example");
    for text in ["chat.example", "alice@chat.example/phone", "alice@chat.example/a@b"] {
        assert_eq!(xmpp(text), Err(NotIdentified::NotAnAddress), "{text}");
    }
}

#[test]
fn malformed_names_identify_no_account() {
    for broken in
        [vec![0x81], b"\x81\x05a".to_vec(), b"\xa0\x03\x06\x01\x2b".to_vec(), b"\x9f\x81\x01\0".to_vec()]
    {
        assert_eq!(
            seen(NameSource::SanEmail, std::slice::from_ref(&broken)),
            Err(NotIdentified::Malformed),
            "{broken:x?}"
        );
    }
    let twice = Draft::new(name(&[])).alternative(&[rfc822("a@b.c")]).alternative(&[rfc822("d@e.f")]);
    assert_eq!(read(NameSource::SanEmail, &twice), Err(NotIdentified::Malformed));
    let none = Draft::new(name(&[])).extension(b"\x55\x1d\x11", false, &sequence(&[]));
    assert!(read(NameSource::SanEmail, &none).is_err());
}

#[test]
fn what_is_no_der_leaves_open_how_many_names_there_are() {
    for odd in [element(0xa1, &[b"bob@example.org"]), element(0x80, &[b"bob@example.org"])] {
        for names in [vec![rfc822("alice@example.org"), odd.clone()], vec![odd, rfc822("alice@example.org")]]
        {
            assert_eq!(seen(NameSource::SanEmail, &names), Err(NotIdentified::Malformed), "{names:?}");
        }
    }
}
