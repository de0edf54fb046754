//! What an authority has taken back.
use crate::{
    draft::Draft,
    issuer::{Issuer, SIGNS, named},
    site::{LATER, Site, algorithms},
};
use tls_pubkey_auth::ca::{Authorities, Authority, Crls, NotIdentified, Unusable};

const OVER: &str = "20261101000000Z";

#[test]
fn who_was_revoked_does_not_get_in() {
    let root = Issuer::root("Example CA");
    let site = Site::of(&[&root]).with_crls(&[root.crl(&[7, 9], LATER)]);
    assert_eq!(site.name(&[Draft::alice().serial(8).signed_by(&root)]).unwrap(), "alice@example.org");
    for serial in [7, 9] {
        assert_eq!(site.name(&[Draft::alice().serial(serial).signed_by(&root)]), Err(NotIdentified::Revoked));
    }
    let nobody = Site::of(&[&root]).with_crls(&[root.crl(&[], LATER)]);
    assert_eq!(nobody.name(&[Draft::alice().serial(7).signed_by(&root)]).unwrap(), "alice@example.org");
}

#[test]
fn an_expired_list_rejects_all_certificates() {
    let root = Issuer::root("Example CA");
    let site = Site::of(&[&root]).with_crls(&[root.crl(&[7], OVER)]);
    assert_eq!(site.name(&[Draft::alice().serial(8).signed_by(&root)]), Err(NotIdentified::CrlExpired));
}

#[test]
fn with_lists_every_authority_needs_one() {
    let (one, other) = (Issuer::root("Example CA"), Issuer::root("Other CA"));
    let site = Site::of(&[&one, &other]).with_crls(&[one.crl(&[], LATER)]);
    assert_eq!(site.name(&[Draft::alice().signed_by(&one)]).unwrap(), "alice@example.org");
    assert_eq!(site.name(&[Draft::alice().signed_by(&other)]), Err(NotIdentified::RevocationUnknown));
    let [own, others] = [&one, &other].map(|issuer| Authority::new(&issuer.certificate).unwrap());
    let authorities = Authorities::new(algorithms(), [own.clone(), others.clone()]).unwrap();
    let lists = Crls::new([&*one.crl(&[], OVER)], &authorities).unwrap();
    assert!(lists.covers(&own) && !lists.covers(&others) && !Crls::none().covers(&own));
    let both = Site::of(&[&one, &other]).with_crls(&[one.crl(&[], LATER), other.crl(&[1], LATER)]);
    assert_eq!(both.name(&[Draft::alice().signed_by(&one)]).unwrap(), "alice@example.org");
    assert_eq!(both.name(&[Draft::alice().signed_by(&other)]), Err(NotIdentified::Revoked));
}

#[test]
fn the_whole_chain_is_looked_at() {
    let root = Issuer::root("Example CA");
    let draft = Draft::new(named("Staff CA")).authority().key_usage(SIGNS).serial(5);
    let below = root.below(draft, "Staff CA");
    let chain = [Draft::alice().serial(8).signed_by(&below), below.certificate.clone()];
    let seen = |lists: &[Vec<u8>]| Site::of(&[&root]).with_crls(lists).name(&chain);
    assert_eq!(seen(&[root.crl(&[], LATER), below.crl(&[], LATER)]).unwrap(), "alice@example.org");
    assert_eq!(seen(&[root.crl(&[], LATER), below.crl(&[8], LATER)]), Err(NotIdentified::Revoked));
    assert_eq!(seen(&[root.crl(&[5], LATER), below.crl(&[], LATER)]), Err(NotIdentified::Revoked));
    assert_eq!(seen(&[root.crl(&[], LATER)]), Err(NotIdentified::RevocationUnknown));
    assert_eq!(seen(&[below.crl(&[], LATER)]), Err(NotIdentified::RevocationUnknown));
    // A list in the name of the one below, by somebody else.
    let forged = Issuer { key: rcgen::KeyPair::generate().unwrap(), ..below };
    assert_eq!(seen(&[root.crl(&[], LATER), forged.crl(&[], LATER)]), Err(NotIdentified::CrlSignature));
}

#[test]
fn two_authorities_of_one_name_have_a_list_each() {
    let (one, other) = (Issuer::root("Example CA"), Issuer::root("Example CA"));
    let lists = [one.crl(&[7], LATER), other.crl(&[8], LATER)];
    let lists = |order: [usize; 2]| Site::of(&[&one, &other]).with_crls(&order.map(|at| lists[at].clone()));
    for site in [lists([0, 1]), lists([1, 0])] {
        let seen = |issuer: &Issuer, serial| site.name(&[Draft::alice().serial(serial).signed_by(issuer)]);
        assert_eq!(seen(&one, 8).unwrap(), "alice@example.org");
        assert_eq!(seen(&other, 7).unwrap(), "alice@example.org");
        assert_eq!(seen(&one, 7), Err(NotIdentified::Revoked));
        assert_eq!(seen(&other, 8), Err(NotIdentified::Revoked));
    }
    // The list of the one is none of the other.
    let site = Site::of(&[&one, &other]).with_crls(&[one.crl(&[], LATER)]);
    assert_eq!(site.name(&[Draft::alice().signed_by(&other)]), Err(NotIdentified::RevocationUnknown));
}

#[test]
fn unusable_lists_are_errors_at_startup() {
    let (root, forged) = (Issuer::root("Example CA"), Issuer::root("Example CA"));
    let authorities = Authorities::new(algorithms(), [root.authority()]).unwrap();
    let read = |lists: &[&[u8]]| Crls::new(lists.iter().copied(), &authorities).map(|_| ());
    let list = root.crl(&[1], LATER);
    assert_eq!(read(&[&list]), Ok(()));
    assert_eq!(read(&[b"no list"]), Err(Unusable::NotACrl));
    assert_eq!(read(&[&list[..list.len() - 1]]), Err(Unusable::NotACrl));
    assert_eq!(read(&[&root.certificate]), Err(Unusable::NotACrl));
    assert_eq!(read(&[&forged.crl(&[], LATER)]), Err(Unusable::ForeignCrl));
    assert_eq!(read(&[&list, &root.crl(&[], LATER)]), Err(Unusable::TwoCrls));
    let mut tampered = list.clone();
    let serial = tampered.windows(3).position(|window| window == [0x02, 0x01, 0x01]).unwrap();
    // Behind the version, which is 1 too.
    let serial = serial
        + 3
        + tampered[serial + 3..].windows(3).position(|window| window == [0x02, 0x01, 0x01]).unwrap();
    tampered[serial + 2] = 2;
    assert_eq!(read(&[&tampered]), Err(Unusable::ForeignCrl));
    assert_eq!(Crls::read_pem(b"nothing here", &authorities).map(|_| ()), Err(Unusable::Nothing));
}
