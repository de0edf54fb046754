//! a119: what is printed for a log shows no secret. Each value below has one planted.
use crate::ends::{NAMES, dial, message, offer, token};
use sasl_core::{
    Profile, Step,
    server::{Ask, TokenAnswer, TokenFailure},
};
use sasl_testkit::entropy;
use std::fmt::Debug;

const PLANTED: &str = "s3cr3t-pl4nted";

fn hides(value: &dyn Debug) -> bool {
    let pretty = format!("{value:#?}").replace(['\n', ' '], "").replace(',', ", ");
    [format!("{value:?}"), pretty]
        .iter()
        .all(|text| !text.contains(PLANTED) && !text.contains("115, 51, 99, 114"))
}

fn shows_nothing(value: &dyn Debug) {
    assert!(hides(value), "a secret is shown: {value:?}");
}

#[test]
fn a119_a_server_in_all_its_states() {
    assert!(!hides(&PLANTED) && !hides(&PLANTED.as_bytes()));
    for name in NAMES {
        let start = |message: &[u8]| offer(Profile::MAIL).start(name, Some(message), entropy(2)).unwrap();
        shows_nothing(&start(&message(name, PLANTED)));
        shows_nothing(&start(PLANTED.as_bytes()));
        let Step::Ask(Ask::CheckToken(asked)) = start(&message(name, PLANTED)) else { panic!() };
        shows_nothing(&asked);
        shows_nothing(&asked.answer(TokenAnswer::Invalid(TokenFailure::default())));
        let Step::Ask(Ask::CheckToken(asked)) = start(&message(name, PLANTED)) else { panic!() };
        shows_nothing(&asked.answer(TokenAnswer::Valid { user: "amy".into() }));
    }
}

#[test]
fn a119_a_client_in_all_its_states() {
    for name in NAMES {
        shows_nothing(&token("amy", PLANTED));
        let (_, then) = dial(name, token("amy", PLANTED)).unwrap();
        shows_nothing(&then);
        let step = then.receive(b"{}");
        shows_nothing(&step);
        let error = dial(name, token("amy", &format!("{PLANTED} "))).unwrap_err();
        shows_nothing(&error);
        assert!(!error.to_string().contains(PLANTED));
    }
}
