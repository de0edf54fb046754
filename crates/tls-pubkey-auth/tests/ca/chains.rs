//! Who has signed whom, for how long and for what.
use crate::{
    draft::{Draft, element, rfc822, sequence},
    issuer::{Issuer, SIGNS, named},
    site::Site,
};
use tls_pubkey_auth::{
    MAX_CHAIN_OCTETS,
    ca::{MAX_INTERMEDIATES, NameSource, NotIdentified},
};

const DIGITAL_SIGNATURE: u8 = 0x80;
const KEY_ENCIPHERMENT: u8 = 0x20;

fn seen(draft: &Draft) -> Result<String, NotIdentified> {
    let root = Issuer::root("Example CA");
    Site::of(&[&root]).name(&[draft.signed_by(&root)])
}

#[test]
fn what_the_authority_has_signed() {
    assert_eq!(seen(&Draft::alice()).unwrap(), "alice@example.org");
    assert_eq!(
        seen(&Draft::alice().for_use(&[2]).key_usage(DIGITAL_SIGNATURE)).unwrap(),
        "alice@example.org"
    );
    assert_eq!(seen(&Draft::alice().for_use(&[1, 2])).unwrap(), "alice@example.org");
}

#[test]
fn what_another_has_signed() {
    let (ours, theirs) = (Issuer::root("Example CA"), Issuer::root("Other CA"));
    let site = Site::of(&[&ours]);
    assert_eq!(site.name(&[Draft::alice().signed_by(&theirs)]), Err(NotIdentified::UnknownAuthority));
    // With its own authority along.
    let chain = [Draft::alice().signed_by(&theirs), theirs.certificate.clone()];
    assert_eq!(site.name(&chain), Err(NotIdentified::UnknownAuthority));
    // Under our name.
    let draft = Draft::alice();
    assert_eq!(site.name(&[draft.signed_with(&ours.name, &theirs.key)]), Err(NotIdentified::Signature));
    // By herself.
    assert_eq!(site.name(&[draft.signed_with(&ours.name, &draft.key)]), Err(NotIdentified::Signature));
    let own = draft.signed_with(&named("Alice"), &draft.key);
    assert_eq!(site.name(&[own]), Err(NotIdentified::UnknownAuthority));
    assert_eq!(site.name(&[]), Err(NotIdentified::NoCertificate));
}

#[test]
fn dates_count() {
    assert_eq!(
        seen(&Draft::alice().valid("20240101000000Z", "20261001000000Z")),
        Err(NotIdentified::Expired)
    );
    assert_eq!(seen(&Draft::alice().valid("20290101000000Z", "20301001000000Z")), Err(NotIdentified::NotYet));
}

#[test]
fn the_authoritys_dates_count_too() {
    for (from, to) in [("20200101000000Z", "20261001000000Z"), ("20290101000000Z", "20401001000000Z")] {
        let draft = Draft::new(named("Old CA")).authority().key_usage(SIGNS).valid(from, to);
        let old = Issuer::of(draft, "Old CA");
        let seen = Site::of(&[&old]).name(&[Draft::alice().signed_by(&old)]);
        assert_eq!(seen, Err(NotIdentified::AuthorityExpired));
    }
}

#[test]
fn a_servers_certificate_is_not_a_clients() {
    assert_eq!(seen(&Draft::alice().for_use(&[1])), Err(NotIdentified::WrongUsage));
    assert_eq!(seen(&Draft::alice().for_use(&[])), Err(NotIdentified::WrongUsage));
    assert_eq!(seen(&Draft::alice().key_usage(KEY_ENCIPHERMENT)), Err(NotIdentified::WrongUsage));
}

#[test]
fn an_authoritys_certificate_is_not_a_clients() {
    assert_eq!(seen(&Draft::alice().authority()), Err(NotIdentified::Authority));
    // `openssl req -x509` makes such: its own authority.
    let draft = Draft::alice().authority();
    let own = draft.signed_with(&named("Example CA"), &draft.key);
    assert_eq!(Site::of(&[&Issuer::root("Example CA")]).name(&[own]), Err(NotIdentified::Authority));
}

#[test]
fn what_is_not_known_is_not_passed_over() {
    assert_eq!(seen(&Draft::alice().version_1()), Err(NotIdentified::Malformed));
    let unknown = b"\x2b\x06\x01\x04\x01\x86\x8d\x1f\x01";
    assert_eq!(seen(&Draft::alice().extension(unknown, true, b"\x05\0")), Err(NotIdentified::Malformed));
    assert_eq!(seen(&Draft::alice().extension(unknown, false, b"\x05\0")).unwrap(), "alice@example.org");
    let site = Site::of(&[&Issuer::root("Example CA")]);
    for broken in [&b""[..], b"\x30\0", b"not a certificate"] {
        assert_eq!(site.name(&[broken.into()]), Err(NotIdentified::Malformed));
    }
}

#[test]
fn authorities_may_have_authorities_below_them() {
    let root = Issuer::root("Example CA");
    let site = Site::of(&[&root]);
    let below = root.below(Draft::new(named("Staff CA")).authority().key_usage(SIGNS), "Staff CA");
    let alice = Draft::alice().signed_by(&below);
    assert_eq!(site.name(&[alice.clone(), below.certificate.clone()]).unwrap(), "alice@example.org");
    assert_eq!(site.name(&[alice]), Err(NotIdentified::UnknownAuthority), "it has to come along");
    // Alice certifies Mallory.
    let bob = root.below(Draft::new(named("Bob")), "Bob");
    let chain = [Draft::alice().signed_by(&bob), bob.certificate];
    assert_eq!(site.name(&chain), Err(NotIdentified::Constraint));
}

#[test]
fn an_authority_below_that_may_name_only_some_is_not_taken() {
    // rfc822Name constraints would have to hold for an address in the subject, and nothing makes sure of it.
    let only = |base: &[u8]| sequence(&[&element(0xa0, &[&sequence(&[base])])]);
    let root = Issuer::root("Example CA");
    for base in [element(0x81, &[b"example.net"]), element(0x82, &[b"example.net"])] {
        let draft = Draft::new(named("Staff CA")).authority().key_usage(SIGNS);
        let below = root.below(draft.extension(b"\x55\x1d\x1e", true, &only(&base)), "Staff CA");
        let alice = Draft::alice().alternative(&[rfc822("alice@example.org")]).signed_by(&below);
        for source in [NameSource::Email, NameSource::CommonName, NameSource::SanEmail] {
            let seen = Site::of(&[&root]).reading(source).name(&[alice.clone(), below.certificate.clone()]);
            assert_eq!(seen, Err(NotIdentified::Constraint));
        }
    }
}

#[test]
fn chains_have_an_end() {
    let root = Issuer::root("Example CA");
    let site = Site::of(&[&root]);
    let alice = Draft::alice().signed_by(&root);
    let mut chain = vec![alice.clone(); MAX_INTERMEDIATES + 1];
    assert_eq!(site.name(&chain).unwrap(), "alice@example.org");
    chain.push(alice);
    assert_eq!(site.name(&chain), Err(NotIdentified::TooLong));
    let padding = vec![0; MAX_CHAIN_OCTETS / 3];
    let large = Draft::alice().extension(b"\x2a\x03", false, &padding).signed_by(&root);
    assert_eq!(site.name(&vec![large; 3]), Err(NotIdentified::TooLong));
}
