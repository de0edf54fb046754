//! Whom a name means depends on who has given it.
use crate::{
    draft::Draft,
    issuer::{Issuer, SIGNS, named},
    site::Site,
};
use tls_pubkey_auth::{CertifiedName, Identity, Spki, ca::NotIdentified};

#[test]
fn one_name_of_two_authorities_is_two_people() {
    let (one, other) = (Issuer::root("Example CA"), Issuer::root("Other CA"));
    let site = Site::of(&[&one, &other]);
    let of = |issuer: &Issuer| site.sees(&[Draft::alice().signed_by(issuer)]).unwrap();
    let (ours, theirs) = (of(&one), of(&other));
    assert_eq!((ours.name(), theirs.name()), ("alice@example.org", "alice@example.org"));
    assert_ne!(ours, theirs);
    assert_eq!(ours.anchor(), one.authority().fingerprint());
    assert_eq!(theirs.anchor(), other.authority().fingerprint());
}

#[test]
fn two_authorities_of_one_name_are_two_authorities() {
    let (one, other) = (Issuer::root("Example CA"), Issuer::root("Example CA"));
    for site in [Site::of(&[&one, &other]), Site::of(&[&other, &one])] {
        for issuer in [&one, &other] {
            let certified = site.sees(&[Draft::alice().signed_by(issuer)]).unwrap();
            assert_eq!(certified.anchor(), issuer.authority().fingerprint());
        }
    }
    let third = Issuer::root("Example CA");
    let seen = Site::of(&[&one, &other]).name(&[Draft::alice().signed_by(&third)]);
    assert_eq!(seen, Err(NotIdentified::Signature));
}

#[test]
fn an_authority_that_renews_its_certificate_is_the_same() {
    let old = Issuer::root("Example CA");
    let draft = Draft::new(named("Example CA")).with_key(&old.key).authority().key_usage(SIGNS);
    let new = Issuer::of(draft.valid("20260101000000Z", "20560101000000Z"), "Example CA");
    let alice = Draft::alice();
    let of = |root: &Issuer, signer: &Issuer| Site::of(&[root]).sees(&[alice.signed_by(signer)]).unwrap();
    assert_eq!(of(&old, &old), of(&new, &old));
    assert_eq!(of(&old, &new), of(&new, &new));
}

#[test]
fn a_name_is_not_a_key() {
    let root = Issuer::root("Example CA");
    let chain = [Draft::alice().signed_by(&root)];
    let certified: CertifiedName = Site::of(&[&root]).sees(&chain).unwrap();
    let key = Spki::from_certificate(&chain[0]).unwrap().fingerprint();
    assert_ne!(Identity::PublicKey(key), Identity::Certificate(certified.clone()));
    assert_ne!(Identity::PublicKey(certified.anchor()), Identity::from(certified));
}

#[test]
fn debug_shows_no_name() {
    let root = Issuer::root("Example CA");
    let certified = Site::of(&[&root]).sees(&[Draft::alice().signed_by(&root)]).unwrap();
    let shown = format!("{:?} {:?}", certified.clone(), Identity::from(certified));
    assert!(
        !shown.contains("alice") && shown.contains(&root.authority().fingerprint().to_string()),
        "{shown}"
    );
}
