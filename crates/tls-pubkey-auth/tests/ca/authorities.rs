//! Which authorities can be used, and for whom they speak.
use crate::{
    draft::{CN, Draft, EMAIL, IA5, UTF8, element, name, sequence},
    issuer::{Issuer, SIGNS, named},
    site::{Site, algorithms},
};
use tls_pubkey_auth::ca::{Authorities, Authority, MAX_AUTHORITIES, NameSource, NotIdentified, Unusable};

fn new(draft: &Draft) -> Result<(), Unusable> {
    Authority::new(&draft.signed_with(&named("CA"), &draft.key)).map(|_| ())
}

#[test]
fn an_authority_says_that_it_is_one() {
    let ca = || Draft::new(named("CA"));
    assert_eq!(new(&ca().authority().key_usage(SIGNS)), Ok(()));
    assert_eq!(new(&ca().authority()), Ok(()));
    assert_eq!(new(&ca()), Err(Unusable::NotAnAuthority));
    assert_eq!(new(&ca().extension(b"\x55\x1d\x13", true, &sequence(&[]))), Err(Unusable::NotAnAuthority));
    assert_eq!(new(&ca().authority().key_usage(0x02)), Err(Unusable::NotAnAuthority));
    assert_eq!(new(&ca().version_1()), Err(Unusable::NotACertificate));
    assert_eq!(Authority::new(b"").map(|_| ()), Err(Unusable::NotACertificate));
    let base = sequence(&[&element(0x81, &[b"example.org"])]);
    let constraints = sequence(&[&element(0xa0, &[&base])]);
    let constrained = ca().authority().extension(b"\x55\x1d\x1e", true, &constraints);
    assert_eq!(new(&constrained), Err(Unusable::NameConstraints));
}

#[test]
fn one_stands_there_once_and_there_are_not_too_many() {
    let root = Issuer::root("Example CA");
    let made = |all: Vec<Authority>| Authorities::new(algorithms(), all).map(|_| ());
    assert_eq!(made(vec![]), Err(Unusable::Nothing));
    let limited = root.authority().only_for(["example.org"]);
    assert_eq!(made(vec![root.authority(), limited]), Err(Unusable::TooMany));
    let many = |count| (0..count).map(|number| Issuer::root(&format!("CA {number}")).authority()).collect();
    assert_eq!(made(many(MAX_AUTHORITIES)), Ok(()));
    assert_eq!(made(many(MAX_AUTHORITIES + 1)), Err(Unusable::TooMany));
}

#[test]
fn an_authority_can_be_limited_to_domains() {
    let (staff, guests) = (Issuer::root("Staff CA"), Issuer::root("Guests CA"));
    let site = Site::with([
        staff.authority().only_for(["Example.org", "example.com"]),
        guests.authority().only_for(["guests.example.org"]),
    ]);
    let of = |issuer: &Issuer, address: &str| {
        site.name(&[Draft::new(name(&[(EMAIL, IA5, address.as_bytes())])).signed_by(issuer)])
    };
    assert_eq!(of(&staff, "alice@EXAMPLE.org").unwrap(), "alice@example.org");
    assert_eq!(of(&staff, "alice@example.com").unwrap(), "alice@example.com");
    assert_eq!(of(&guests, "bob@guests.example.org").unwrap(), "bob@guests.example.org");
    for (issuer, address) in [
        (&guests, "alice@example.org"),
        (&staff, "bob@guests.example.org"),
        (&staff, "alice@evil-example.org"),
        (&staff, "alice@example.org.evil.example"),
    ] {
        assert_eq!(of(issuer, address), Err(NotIdentified::ForeignDomain), "{address}");
    }
    let site = Site::with([staff.authority().only_for(["example.org"])]).reading(NameSource::CommonName);
    let of = |text: &[u8]| site.name(&[Draft::new(name(&[(CN, UTF8, text)])).signed_by(&staff)]);
    assert_eq!(of(b"root"), Err(NotIdentified::NotAnAddress), "it is nobody's domain");
    assert_eq!(of(b"alice@example.org").unwrap(), "alice@example.org");
    let nobody = Site::with([staff.authority().only_for(["not a domain"])]);
    assert_eq!(nobody.name(&[Draft::alice().signed_by(&staff)]), Err(NotIdentified::ForeignDomain));
}
