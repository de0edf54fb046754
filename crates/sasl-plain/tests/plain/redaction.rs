//! a119: what is printed for a log shows no secret. Each value below has one planted.
use crate::ends::start;
use sasl_core::{
    ClientRegistry, Profile, Security, Step,
    client::{Connection, Preference},
    mechanism::Record,
    server::{Ask, Found},
};
use sasl_plain::{PlainClient, PlainServer};
use sasl_testkit::{Application, Pencil, entropy};
use std::{fmt::Debug, sync::Arc};

const PLANTED: &str = "s3cr3t-pl4nted";

fn hides(value: &dyn Debug) -> bool {
    let pretty = format!("{value:#?}").replace(['\n', ' '], "").replace(',', ", ");
    [format!("{value:?}"), pretty]
        .iter()
        .all(|text| !text.contains(PLANTED) && !text.contains("115, 51, 99, 114"))
}

fn shows_nothing(value: &dyn Debug) {
    assert!(hides(value), "a secret is shown");
}

#[test]
fn a119_the_check_itself_sees_text_and_octets() {
    assert!(!hides(&PLANTED) && !hides(&PLANTED.as_bytes()) && !hides(&Pencil(PLANTED)) && hides(&"pencil"));
}

#[test]
fn a119_a_server_in_all_its_states() {
    let decoy = || PlainServer::new(Arc::new(Pencil(PLANTED)) as Arc<dyn Record>);
    shows_nothing(&decoy());
    let message = format!("{PLANTED}\0amy\0{PLANTED}");
    let step = start(decoy(), message.as_bytes());
    shows_nothing(&step);
    let Step::Ask(Ask::CheckPassword(asked)) = step else { panic!() };
    shows_nothing(&asked);
    shows_nothing(&asked.verify_against(Found::Unknown { canonical: "amy".into() }));
    shows_nothing(&start(decoy(), PLANTED.as_bytes()));
}

#[test]
fn a119_a_client_in_all_its_states() {
    let line = Connection::new(Profile::MAIL, Security::Verified);
    let choice = ClientRegistry::new()
        .with(PlainClient::new())
        .choose(["PLAIN"], &line, &Preference::password())
        .unwrap();
    shows_nothing(&choice);
    let Ok(Step::Ask(ask)) = choice.start(entropy(1)) else { panic!() };
    let mut application = Application::new().credentials("amy", PLANTED).acting_as(PLANTED);
    let step = application.answer_client(ask);
    shows_nothing(&step);
    let Ok(Step::Send { message, then }) = step else { panic!() };
    shows_nothing(&message);
    shows_nothing(&then);
}

#[test]
fn a119_the_error_of_a_client_shows_nothing_either() {
    let line = Connection::new(Profile::MAIL, Security::Verified);
    let choice = ClientRegistry::new()
        .with(PlainClient::new())
        .choose(["PLAIN"], &line, &Preference::password())
        .unwrap();
    let Ok(Step::Ask(ask)) = choice.start(entropy(1)) else { panic!() };
    let error =
        Application::new().credentials("amy", &format!("{PLANTED}\0")).answer_client(ask).unwrap_err();
    shows_nothing(&error);
    assert!(!error.to_string().contains(PLANTED));
}

const fn is_send_and_sync<T: Send + Sync>() {}

const _: () = is_send_and_sync::<PlainServer>();
