//! a150: what a server does for a login, counted where it is done: in the hash.
use super::vector::log_in_to;
use crate::{
    DecoyProfile, DecoyProfiles, Decoys, Forms, Hash, Parameters, ScramRecord, ServerSettings, Sha1,
    Sha3_512, Sha256, Sha512, Stored, hash::count,
};
use alloc::{sync::Arc, vec::Vec};
use sasl_core::{Entropy, Records, Secret, mechanism::Record, server::Found};

/// Passwords of one, two and three forms.
const PASSWORDS: [&str; 3] = ["pencil", "pencil\u{b2}", "pa\u{308}ss\u{b2}"];

fn records<H: Hash>(password: &str, forms: Forms) -> (Records, usize) {
    let stored = Stored::<H>::derive(&Secret::new(password), 5, Entropy::new([9; 32])).unwrap().run();
    let pairs = stored.pairs.len();
    (Records::new([Arc::new(ScramRecord::with_forms(&stored, forms)) as Arc<dyn Record>]), pairs)
}

/// Compressions of a server's whole exchange, by hand: the decoy's salt, then for each form an HMAC over the
/// AuthMessage and a digest of the client's key, then the server's HMAC. `None` where the login succeeded.
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
            // A right password is not told by the work either: the server's signature is made for everybody.
            assert_eq!(compressions, control, "{} {forms:?}", H::NAME);
        }
    }
}

#[test]
fn a026_a027_a150_known_unknown_and_without_a_record_cost_the_same_for_1_2_and_3_pairs() {
    let none = DecoyProfiles::default();
    equal_work::<Sha1>(&none);
    equal_work::<Sha256>(&none);
    equal_work::<Sha512>(&none);
    equal_work::<Sha3_512>(&none);
}

/// Templates whose salts have one length here, so that the AuthMessage has: what is measured is the hash's work.
#[test]
fn a150_the_same_where_there_are_several_kinds_of_accounts() {
    let kind = |weight, iterations| DecoyProfile::new(weight).with::<Sha256>(Parameters::new(iterations));
    equal_work::<Sha256>(&DecoyProfiles::new([kind(1, 5), kind(2, 6), kind(3, 7)]));
}

/// The counter is in the real code: three forms are three times the proofs, and the salt of a decoy one compression.
#[test]
fn the_counter_counts_what_it_is_said_to() {
    let (records, _) = records::<Sha256>(PASSWORDS[0], Forms::One);
    let found = Found::Account(records);
    let (one, _) = work::<Sha256>(&found, "stylus", Forms::One, DecoyProfiles::default());
    let (records, _) = self::records::<Sha256>(PASSWORDS[0], Forms::Three);
    let (three, _) =
        work::<Sha256>(&Found::Account(records), "stylus", Forms::Three, DecoyProfiles::default());
    // One compression for the salt. An AuthMessage of three blocks: (3 + 1) + 1 for each form, 3 + 1 for the server's proof.
    assert_eq!((one, three), (1 + 5 + 4, 1 + 15 + 4));
    let ((), nothing) = count::of(|| ());
    assert_eq!(nothing, 0);
}
