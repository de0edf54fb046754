//! a119: what is printed for a log shows no secret. Each value below has one planted.
use crate::ends::{challenged, directory, server};
use sasl_core::{
    ClientRegistry, Profile, Records, Secret, Security, Step,
    client::{Connection, Preference},
    mechanism::Record,
};
use sasl_crammd5::{CramMd5Client, CramMd5Record, Stored};
use sasl_testkit::{Application, entropy};
use std::fmt::Debug;

const PLANTED: &str = "s3cr3t-pl4nted";

fn hides(value: &dyn Debug, more: &str) -> bool {
    let pretty = format!("{value:#?}").replace(['\n', ' '], "").replace(',', ", ");
    let shown = [PLANTED, "115, 51, 99, 114", more];
    [format!("{value:?}"), pretty].iter().all(|text| shown.iter().all(|shown| !text.contains(shown)))
}

fn shows_nothing(value: &dyn Debug) {
    // The first octets of the record's text, and their number as a word.
    let text = Stored::derive(&Secret::new(PLANTED)).unwrap().to_text();
    let digits = text.trim_start_matches("{CRAM-MD5}");
    assert!(hides(value, &digits[..8]), "a secret is shown: {value:?}");
    let word = u32::from_str_radix(&digits[..8], 16).unwrap().swap_bytes().to_string();
    assert!(hides(value, &word), "a secret is shown: {value:?}");
}

#[test]
fn a119_the_check_itself_sees_text_and_octets() {
    assert!(!hides(&PLANTED, "-") && !hides(&PLANTED.as_bytes(), "-"));
    assert!(!hides(&"pencil", "penc") && hides(&"pencil", "-"));
}

#[test]
fn a119_mechanisms_and_records() {
    let stored = Stored::derive(&Secret::new(PLANTED)).unwrap();
    shows_nothing(&stored);
    let record: &dyn Record = &CramMd5Record::new(&stored);
    shows_nothing(&record);
    shows_nothing(&Records::new([std::sync::Arc::new(CramMd5Record::new(&stored)) as _]));
    shows_nothing(&Stored::parse(PLANTED).unwrap_err());
    assert_eq!(format!("{:?}", server()), "CramMd5Server { in_clear: false, .. }");
}

#[test]
fn a119_a_server_in_all_its_states() {
    let (_, then) = challenged();
    shows_nothing(&then);
    let step = then.receive(format!("{PLANTED} b913a602c7eda7a495b4e6e7334d3890").as_bytes());
    shows_nothing(&step);
    let Step::Ask(ask) = step else { panic!() };
    shows_nothing(&directory().answer_server(ask));
    shows_nothing(&challenged().1.receive(PLANTED.as_bytes()));
}

#[test]
fn a119_a_client_in_all_its_states() {
    let line = Connection::new(Profile::MAIL, Security::Verified);
    let registry = ClientRegistry::new().with(CramMd5Client::new());
    let dial = || {
        let choice = registry.choose(["CRAM-MD5"], &line, &Preference::password()).unwrap();
        let Step::Receive(then) = choice.start(entropy(1)).unwrap() else { panic!() };
        then
    };
    shows_nothing(&dial());
    shows_nothing(&dial().receive(format!("<{PLANTED}@host >").as_bytes()));
    let Ok(Step::Ask(ask)) = dial().receive(b"<1@host>") else { panic!() };
    let step = Application::new().credentials("amy", PLANTED).answer_client(ask);
    shows_nothing(&step);
    let Ok(Step::Send { message, then }) = step else { panic!() };
    shows_nothing(&message);
    shows_nothing(&then);
    let Ok(Step::Ask(ask)) = dial().receive(b"<1@host>") else { panic!() };
    let error =
        Application::new().credentials(&format!("{PLANTED}\0"), PLANTED).answer_client(ask).unwrap_err();
    assert!(!error.to_string().contains(PLANTED) && !format!("{error:?}").contains(PLANTED));
}
