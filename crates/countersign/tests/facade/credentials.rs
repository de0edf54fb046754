//! Credentials: derived in slices, kept as text.
use crate::{credentials, recipe};
use countersign::{
    Credentials, Entropy, Recipe, ScramHash, Secret,
    sasl::{Cost, server::Check},
    scram::{RecordError, ScramRecord, Sha1, Sha3_512, Sha256, Sha512},
};
use std::collections::HashSet;

fn check(credentials: &Credentials, password: &str) -> Option<Check> {
    let records = credentials.records();
    records.verifier().unwrap().begin(&Secret::new(password)).advance(u32::MAX)
}

#[test]
fn as_text_and_back() {
    let text = credentials("pencil").to_text();
    assert!(text.starts_with("SCRAM-SHA-512$4096:") && text.contains("\nSCRAM-SHA-1$4096:"));
    let parsed = Credentials::parse(&text).unwrap();
    assert_eq!(*parsed.to_text(), *text);
    assert_eq!(
        (check(&parsed, "pencil"), check(&parsed, "stylus")),
        (Some(Check::Match), Some(Check::NoMatch))
    );
    let records = parsed.records();
    assert!(records.get::<ScramRecord<Sha1>>().is_some() && records.get::<ScramRecord<Sha256>>().is_some());
    assert!(
        records.get::<ScramRecord<Sha512>>().is_some() && records.get::<ScramRecord<Sha3_512>>().is_some()
    );
}

#[test]
fn a_password_is_no_text_of_credentials() {
    for text in ["", "pencil", "SCRAM-SHA-256$", "{PLAIN}pencil"] {
        assert_eq!(Credentials::parse(text).err(), Some(RecordError::Form), "{text}");
    }
}

#[test]
fn every_hash_has_a_salt_of_its_own_and_is_there_once() {
    let text = credentials("pencil").to_text();
    let lines: Vec<_> = text.lines().collect();
    let salts: HashSet<_> = lines.iter().map(|line| line.split('$').nth(1).unwrap()).collect();
    assert_eq!((lines.len(), salts.len()), (4, 4));
    for wrong in [[lines[0], lines[0]], [lines[1], lines[0]], [lines[0], ""]] {
        assert_eq!(Credentials::parse(&wrong.join("\n")).err(), Some(RecordError::Form));
    }
    let some = Credentials::parse(&[lines[0], lines[3]].join("\n")).unwrap();
    assert!(some.hashes().eq([ScramHash::Sha512, ScramHash::Sha1]));
    assert_eq!(some.iterations(ScramHash::Sha1), Some(4096));
    assert_eq!(some.iterations(ScramHash::Sha256), None);
}

#[test]
fn a_recipe_names_the_hashes() {
    let recipe = recipe().with_hashes([ScramHash::Sha1, ScramHash::Sha256, ScramHash::Sha1]);
    assert_eq!(recipe.hashes(), [ScramHash::Sha256, ScramHash::Sha1]);
    let made = Credentials::derive(&Secret::new("pencil"), &recipe, Entropy::new([1; 32])).unwrap().run();
    assert!(made.hashes().eq([ScramHash::Sha256, ScramHash::Sha1]));
    assert_eq!(recipe.with_hashes([]).hashes(), [ScramHash::Sha256]);
    for hash in ScramHash::ALL {
        assert_eq!(ScramHash::from_name(&hash.to_string()), Some(*hash));
    }
}

#[test]
fn slices_lead_to_what_one_piece_leads_to() {
    let whole = credentials("pencil").to_text();
    for slice in [1000, 4095, 4096] {
        let mut deriving =
            Credentials::derive(&Secret::new("pencil"), &recipe(), Entropy::new([1; 32])).unwrap();
        assert_eq!(deriving.cost(), Cost::units(4 * 4096));
        let made = std::iter::repeat_with(|| deriving.advance(slice)).take(24).flatten().next();
        assert_eq!(*made.unwrap().to_text(), *whole, "{slice}");
    }
}

#[test]
fn every_derivation_has_a_salt_of_its_own() {
    let other = Credentials::derive(&Secret::new("pencil"), &recipe(), Entropy::new([3; 32])).unwrap().run();
    assert_ne!(*other.to_text(), *credentials("pencil").to_text());
    assert_eq!(check(&other, "pencil"), Some(Check::Match));
}

#[test]
fn a066_an_empty_password_and_a_recipe_of_nothing_are_refused() {
    let derive = |password, recipe: &Recipe| {
        Credentials::derive(&Secret::new(password), recipe, Entropy::new([1; 32])).err()
    };
    assert!(matches!(derive("", &recipe()), Some(RecordError::Password(_))));
    assert_eq!(derive("pencil", &recipe().with_iterations(0)), Some(RecordError::Iterations));
    assert_eq!(derive("pencil", &recipe().with_iterations(u32::MAX)), Some(RecordError::Iterations));
}

#[test]
fn the_default_recipe_is_within_what_clients_accept() {
    assert!((4096..=65_536).contains(&Recipe::default().iterations()));
    assert_eq!(recipe().iterations(), 4096);
}

/// A generator with a small state repeats itself long before this.
#[cfg(feature = "getrandom")]
#[test]
fn a021_100_000_nonces_are_all_different() {
    let nonces: std::collections::HashSet<[u8; 18]> =
        (0..100_000).map(|_| *countersign::entropy().unwrap().expose().first_chunk().unwrap()).collect();
    assert_eq!(nonces.len(), 100_000);
}

#[cfg(feature = "getrandom")]
#[test]
fn a020_the_operating_system_gives_other_entropy_every_time() {
    let [one, other] = [(); 2].map(|()| countersign::entropy().unwrap().into_octets());
    assert_ne!(one, other);
}
