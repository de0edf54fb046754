//! Credentials: derived in slices, kept as text.
use crate::{credentials, recipe};
use countersign::{
    Credentials, Entropy, Recipe, Secret,
    core::{Cost, server::Check},
    scram::{RecordError, ScramRecord, Sha256},
};

fn check(credentials: &Credentials, password: &str) -> Option<Check> {
    let records = credentials.records();
    records.verifier().unwrap().begin(&Secret::new(password)).advance(u32::MAX)
}

#[test]
fn as_text_and_back() {
    let text = credentials("pencil").to_text();
    assert!(text.starts_with("SCRAM-SHA-256$4096:AQEBAQEBAQEBAQEBAQEBAQ==$"));
    let parsed = Credentials::parse(&text).unwrap();
    assert_eq!(*parsed.to_text(), *text);
    assert_eq!(
        (check(&parsed, "pencil"), check(&parsed, "stylus")),
        (Some(Check::Match), Some(Check::NoMatch))
    );
    assert!(parsed.records().get::<ScramRecord<Sha256>>().is_some());
}

#[test]
fn a_password_is_no_text_of_credentials() {
    for text in ["", "pencil", "SCRAM-SHA-256$", "{PLAIN}pencil"] {
        assert_eq!(Credentials::parse(text).err(), Some(RecordError::Form), "{text}");
    }
}

#[test]
fn slices_lead_to_what_one_piece_leads_to() {
    let whole = credentials("pencil").to_text();
    for slice in [1000, 4095, 4096] {
        let mut deriving =
            Credentials::derive(&Secret::new("pencil"), &recipe(), Entropy::new([1; 32])).unwrap();
        assert_eq!(deriving.cost(), Cost::units(4096));
        let made = std::iter::repeat_with(|| deriving.advance(slice)).take(6).flatten().next();
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

#[cfg(feature = "getrandom")]
#[test]
fn a020_the_operating_system_gives_other_entropy_every_time() {
    let [one, other] = [(); 2].map(|()| countersign::entropy().unwrap().into_octets());
    assert_ne!(one, other);
}
