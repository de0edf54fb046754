//! Long tokens.
use crate::ends::{NAMES, dial, message, offer, parts, token};
use sasl_core::{
    Profile, Step,
    server::{Rejection, Verdict},
};
use sasl_testkit::entropy;

#[test]
fn a040_a_token_of_16_kib_goes_through_in_the_default_configuration() {
    let long = "t".repeat(16 * 1024);
    for name in NAMES {
        let mut amy = token(&"a".repeat(255), &long);
        amy = amy.with_server("h".repeat(255), 993);
        let (message, _) = dial(name, amy).unwrap();
        assert_eq!(parts(name, &message).unwrap().3, long);
        // And as an answer to a challenge.
        let Step::Send { then, .. } = offer(Profile::MAIL).start(name, None, entropy(2)).unwrap() else {
            panic!()
        };
        assert!(then.max_message() >= message.len() && offer(Profile::MAIL).max_message() >= message.len());
        assert!(matches!(then.receive(&message), Step::Ask(_)));
    }
}

#[test]
fn a038_there_is_an_end_to_it() {
    for name in NAMES {
        let message = message(name, &"t".repeat(64 * 1024));
        assert_eq!(parts(name, &message), Err(Rejection::TooLong));
        let Step::Send { then, .. } = offer(Profile::MAIL).start(name, None, entropy(2)).unwrap() else {
            panic!()
        };
        let Step::Done(Verdict::Rejected(rejected)) = then.receive(&message) else { panic!() };
        assert_eq!(rejected.reason(), Rejection::TooLong);
    }
}
