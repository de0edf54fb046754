//! a119: what is printed for a log shows no secret. Each value below has one planted.
use crate::{
    challenged::{FIRST, begin},
    dialed::dial_with,
    ends::{BARE, PLUS, client_registry, directory, offer},
    reference::{base64, keys},
};
use sasl_core::{Entropy, Profile, Secret, Security, Step, client::Connection, mechanism::Record};
use sasl_scram::{
    Decoys, Form, Limits, RecordError, ScramRecord, ScramServer, ServerSettings, Sha256, Stored,
};
use sasl_testkit::{Application, entropy};
use std::fmt::Debug;

const PLANTED: &str = "s3cr3t-pl4nted";
const OCTET: u8 = 0xa7;

/// Neither form of `Debug` has the text, its octets, its base64, or a run of the planted octet.
fn hides(value: &dyn Debug) -> bool {
    let pretty = format!("{value:#?}").replace(['\n', ' '], "").replace(',', ", ");
    let run = format!("{OCTET}, {OCTET}");
    let shown = [PLANTED, "115, 51, 99, 114", &base64(PLANTED.as_bytes())[..16], &run, "p6enp6en"];
    [format!("{value:?}"), pretty].iter().all(|text| shown.iter().all(|shown| !text.contains(shown)))
}

fn shows_nothing(value: &dyn Debug) {
    assert!(hides(value), "a secret is shown: {value:?}");
}

#[test]
fn a119_the_check_itself_sees_text_octets_and_base64() {
    assert!(!hides(&PLANTED));
    assert!(!hides(&Some(PLANTED.as_bytes())));
    assert!(!hides(&[OCTET; 32]));
    assert!(!hides(&base64(&[OCTET; 32])));
    assert!(!hides(&vec![base64(PLANTED.as_bytes())]));
    assert!(hides(&"pencil"));
}

#[test]
fn a119_settings_mechanisms_and_records() {
    let decoys = Decoys::new([OCTET; 32], 4096);
    shows_nothing(&decoys);
    shows_nothing(&decoys.record::<Sha256>());
    let settings = ServerSettings::new(decoys);
    shows_nothing(&settings);
    shows_nothing(&ScramServer::<Sha256>::bare(&settings));
    assert_eq!(format!("{:?}", ScramServer::<Sha256>::plus(&settings)), format!("ScramServer({PLUS:?})"));
    shows_nothing(&Limits::default());
    shows_nothing(&Stored::<Sha256>::derive(&Secret::new(PLANTED), 9, Entropy::new([OCTET; 32])).unwrap());
    let stored = Stored::<Sha256>::new(&[OCTET; 16], 9, &[OCTET; 32], &[OCTET; 32]).unwrap();
    shows_nothing(&stored);
    shows_nothing(&stored.pair(Form::OpaqueString).unwrap());
    shows_nothing(&ScramRecord::new(&stored));
    let record: &dyn Record = &ScramRecord::new(&stored);
    shows_nothing(&record);
    shows_nothing(&Stored::<Sha256>::parse(PLANTED).unwrap_err());
    for error in [RecordError::Form, RecordError::Key] {
        shows_nothing(&error);
    }
}

#[test]
fn a119_a_client_with_a_password_in_all_its_states() {
    let line = Connection::new(Profile::XMPP, Security::Verified);
    let application = || Application::new().credentials("amy", PLANTED);
    let dialed = || dial_with(&client_registry(), &[BARE], &line, application()).unwrap();
    shows_nothing(&dialed().then);
    let challenge = dialed().challenge("");
    let step = dialed().then.receive(challenge.as_bytes());
    shows_nothing(&step);
    let Ok(Step::Work(work)) = step else { panic!() };
    shows_nothing(&work);
    let step = work.run();
    shows_nothing(&step);
    let Ok(Step::Send { message, then }) = step else { panic!() };
    shows_nothing(&message);
    shows_nothing(&then);
    shows_nothing(&then.receive(PLANTED.as_bytes()));
}

#[test]
fn a119_a_server_in_all_its_states() {
    let first = format!("n=amy,r={PLANTED}");
    let message = format!("n,a={PLANTED},{first}");
    let step = offer(Profile::LDAP, &[]).start(BARE, Some(message.as_bytes()), entropy(2)).unwrap();
    shows_nothing(&step);
    let Step::Ask(ask) = step else { panic!() };
    let step = directory().answer_server(ask);
    shows_nothing(&step);
    let Step::Send { message, then } = step else { panic!() };
    shows_nothing(&message);
    shows_nothing(&then);
    shows_nothing(&then.receive(format!("c=biws,r={PLANTED},p=AAAA").as_bytes()));
    // The question and the verdict after a right proof.
    let challenged = begin(&offer(Profile::LDAP, &[]), BARE, "n,,", FIRST).unwrap();
    let message = challenged.proved(&challenged.without_proof("n,,", b""), "pencil");
    let verifier = value_of(
        &challenged.keys("pencil").verifier(&challenged.auth_message(&challenged.without_proof("n,,", b""))),
    );
    let step = challenged.then.receive(message.as_bytes());
    assert!(!format!("{step:?}").contains(&verifier));
    let Step::Ask(ask) = step else { panic!() };
    let step = directory().answer_server(ask);
    assert!(matches!(step, Step::Done(_)) && !format!("{step:?}").contains(&verifier));
}

fn value_of(verifier: &str) -> String {
    verifier.trim_start_matches("v=").to_owned()
}

#[test]
fn a119_a_record_hides_the_keys_that_it_was_made_of() {
    let made = keys(PLANTED, b"salt", 3);
    let stored = Stored::<Sha256>::parse(&made.text(b"salt", 3)).unwrap();
    for text in [format!("{stored:?}"), format!("{:?}", ScramRecord::new(&stored))] {
        assert!(!text.contains(&base64(&made.stored_key)) && !text.contains(&base64(b"salt")), "{text}");
    }
}
