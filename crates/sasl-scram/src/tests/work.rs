//! a150: the work of a server for a login, counted in the hash function.
use super::vector::log_in_to;
use crate::{
    DecoyProfile, DecoyProfiles, Decoys, Forms, Hash, Parameters, ScramRecord, ServerSettings, Sha1,
    Sha3_512, Sha256, Sha512, Stored, hash::count,
};
use alloc::{sync::Arc, vec::Vec};
use sasl_core::{Entropy, Records, Secret, mechanism::Record, server::Found};

/// Passwords with one, two and three forms.
const PASSWORDS: [&str; 3] = ["pencil", "pencil\u{b2}", "pa\u{308}ss\u{b2}"];

fn records<H: Hash>(password: &str, forms: Forms) -> (Records, usize) {
    let stored = Stored::<H>::derive(&Secret::new(password), 5, Entropy::new([9; 32])).unwrap().run();
    let pairs = stored.pairs.len();
    (Records::new([Arc::new(ScramRecord::with_forms(&stored, forms)) as Arc<dyn Record>]), pairs)
}

/// Counts the compressions of a server's whole exchange: the decoy's salt, an HMAC of the AuthMessage and a digest
/// of the client's key for each form, and the server's HMAC. Also returns whether the login succeeded.
fn work<H: Hash>(found: &Found, password: &str, forms: Forms, population: DecoyProfiles) -> (u64, bool) {
    let decoys = Decoys::new([7; 32], 5).with_forms(forms).with_population(population);
    log_in_to::<H>(&ServerSettings::new(decoys), found, password)
}

fn equal_work<H: Hash>(population: &DecoyProfiles) {
    for forms in [Forms::One, Forms::Three] {
        let wrong = "stylus";
        let mut all = Vec::new();
        for (at, password) in PASSWORDS.iter().enumerate() {
            let (records, pairs) = records::<H>(password, forms);
            assert_eq!(pairs, at + 1, "forms of {password}");
            all.push(work::<H>(&Found::Account(records), wrong, forms, population.clone()));
        }
        all.push(work::<H>(&Found::Unknown { canonical: "amy".into() }, wrong, forms, population.clone()));
        all.push(work::<H>(&Found::Account(Records::default()), wrong, forms, population.clone()));
        let (right, _) = records::<H>(PASSWORDS[0], forms);
        let (control, accepted) = work::<H>(&Found::Account(right), PASSWORDS[0], forms, population.clone());
        assert!(accepted && control > 0, "{} {forms:?}", H::NAME);
        for (compressions, accepted) in all {
            assert!(!accepted);
            // The work does not reveal a correct password either: the server's signature is computed for every
            // login.
            assert_eq!(compressions, control, "{} {forms:?}", H::NAME);
        }
    }
}

#[test]
fn a026_a027_a150_known_and_unknown_names_cost_the_same_for_1_to_3_pairs() {
    let none = DecoyProfiles::default();
    equal_work::<Sha1>(&none);
    equal_work::<Sha256>(&none);
    equal_work::<Sha512>(&none);
    equal_work::<Sha3_512>(&none);
}

/// The salts of all profiles have the same length here, and so has the AuthMessage, so only the work of the hash
/// differs.
#[test]
fn a150_the_same_where_there_are_several_kinds_of_accounts() {
    let kind = |weight, iterations| DecoyProfile::new(weight).with::<Sha256>(Parameters::new(iterations));
    equal_work::<Sha256>(&DecoyProfiles::new([kind(1, 5), kind(2, 6), kind(3, 7)]));
}

/// Tests the counter in the real code: three forms need three times the proofs, and the salt of a decoy one
/// compression.
#[test]
fn the_counter_counts_what_it_is_said_to() {
    let (records, _) = records::<Sha256>(PASSWORDS[0], Forms::One);
    let found = Found::Account(records);
    let (one, _) = work::<Sha256>(&found, "stylus", Forms::One, DecoyProfiles::default());
    let (records, _) = self::records::<Sha256>(PASSWORDS[0], Forms::Three);
    let (three, _) =
        work::<Sha256>(&Found::Account(records), "stylus", Forms::Three, DecoyProfiles::default());
    // One compression for the salt. With an AuthMessage of three blocks: (3 + 1) + 1 for each form, 3 + 1 for the
    // server's proof.
    assert_eq!((one, three), (1 + 5 + 4, 1 + 15 + 4));
    let ((), nothing) = count::of(|| ());
    assert_eq!(nothing, 0);
}
