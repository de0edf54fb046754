//! PBKDF2 against somebody else's, in one piece and in slices.
use crate::{
    dialed::dial,
    ends::{BARE, value},
    reference::{base64, keys},
};
use proptest::prelude::*;
use sasl_core::{
    Client, Cost, Entropy, Error, Secret, Step, Work, WorkProgress, client, mechanism::Record, server::Check,
};
use sasl_scram::{ScramRecord, Sha256, Stored};

/// Longer than a block, too: then HMAC takes its digest.
const PASSWORD: &str = "[ -~]{1,100}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_record_is_what_the_reference_makes(
        password in PASSWORD, salt: [u8; 32], count in 1..40_u32, slice in 1..50_u32
    ) {
        let mut deriving = Stored::<Sha256>::derive(&Secret::new(password.as_str()), count, Entropy::new(salt)).unwrap();
        prop_assert_eq!(deriving.cost(), Cost::units(count));
        let mut slices = 1;
        let stored = loop {
            match deriving.advance(slice) {
                Some(stored) => break stored,
                None => slices += 1,
            }
        };
        prop_assert_eq!(stored.salt().len(), 16);
        let text = keys(&password, stored.salt(), count).text(stored.salt(), count);
        prop_assert!(*stored.to_text() == text);
        prop_assert!(slices <= count.div_ceil(slice), "{} slices", slices);
    }

    #[test]
    fn a_password_matches_what_the_reference_makes_of_it_and_no_other(
        password in PASSWORD, other in PASSWORD, salt in prop::collection::vec(any::<u8>(), 1..200), count in 1..40_u32
    ) {
        let made = keys(&password, &salt, count);
        let stored = Stored::<Sha256>::new(&salt, count, &made.stored_key, &made.server_key).unwrap();
        let record = ScramRecord::new(&stored);
        let check = |password: &str| record.verifier().unwrap().begin(&Secret::new(password)).advance(count);
        prop_assert_eq!(check(&password), Some(Check::Match));
        prop_assert_eq!(check(&other), Some(if other == password { Check::Match } else { Check::NoMatch }));
    }

    #[test]
    fn a_client_proves_what_the_reference_proves(
        password in PASSWORD, salt in prop::collection::vec(any::<u8>(), 8..200), count in 1..40_u32
    ) {
        let dialed = dial(&[BARE], &[], &password);
        let challenge = format!("r={}added-by-hand,s={},i={count}", dialed.nonce(), base64(&salt));
        let proved = dialed.answer(&challenge).unwrap();
        let verifier = proved.verifier(&password);
        prop_assert!(verifier.is_some());
        prop_assert!(proved.told(verifier.unwrap()).is_ok());
    }
}

/// A client's work, and the text that is left to be signed.
fn work(count: u32) -> Work<Client> {
    let dialed = dial(&[BARE], &[], "pencil");
    let challenge = format!("r={}added-by-hand,s=c2FsdCBieSBoYW5k,i={count}", dialed.nonce());
    let Ok(Step::Work(work)) = dialed.then.receive(challenge.as_bytes()) else { panic!() };
    work
}

fn proof(step: Result<client::Step, Error>) -> String {
    let Ok(Step::Send { message, .. }) = step else { panic!("{step:?}") };
    value(str::from_utf8(&message).unwrap(), "p=").to_owned()
}

#[test]
fn a_clients_work_in_slices_is_its_work_in_one_piece() {
    let whole = proof(work(1000).run());
    for slice in [1, 2, 3, 7, 499, 500, 999, 1000, 1001, u32::MAX] {
        let mut left = work(1000);
        let mut done = 0;
        let step = loop {
            assert_eq!((left.cost(), left.done()), (Cost::units(1000), done));
            match left.run_for(slice) {
                WorkProgress::Pending(more) => left = more,
                WorkProgress::Complete(step) => break step,
            }
            done += slice;
        };
        assert_eq!(proof(step), whole, "{slice}");
    }
}

#[test]
fn no_units_are_one_so_that_the_work_ends() {
    let mut left = work(3);
    for _ in 0..10 {
        match left.run_for(0) {
            WorkProgress::Pending(more) => left = more,
            WorkProgress::Complete(step) => return assert_eq!(proof(step), proof(work(3).run())),
        }
    }
    panic!("the work does not end");
}

#[test]
fn a031_work_that_is_dropped_is_over() {
    let WorkProgress::Pending(left) = work(1_000_000).run_for(10) else { panic!() };
    assert_eq!(left.done(), 10);
    assert_eq!(left.mechanism(), BARE);
    drop(left);
}
