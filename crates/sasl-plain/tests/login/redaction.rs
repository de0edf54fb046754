//! a119: what is printed for a log shows no secret. Each value below has one planted.
use crate::ends::{named, said, start};
use sasl_core::{Step, server::Ask};
use sasl_plain::LoginServer;
use sasl_testkit::Application;
use std::fmt::Debug;

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
fn a119_both_ends_in_all_their_states() {
    assert!(!hides(&PLANTED) && !hides(&PLANTED.as_bytes()));
    shows_nothing(&LoginServer::checked_by_application());
    let step = said(start(LoginServer::checked_by_application(), None)).1.receive(PLANTED.as_bytes());
    shows_nothing(&step);
    let step = said(step).1.receive(PLANTED.as_bytes());
    shows_nothing(&step);
    let Step::Ask(Ask::CheckPassword(asked)) = step else { panic!() };
    shows_nothing(&asked.unavailable());

    let mut application = Application::new().credentials(PLANTED, PLANTED);
    let (_, then) = named(&mut application, b"Username:").unwrap();
    shows_nothing(&then);
    let step = then.receive(b"Password:");
    shows_nothing(&step);
    let Ok(Step::Send { then, .. }) = step else { panic!() };
    shows_nothing(&then);
    let mut application = Application::new().credentials("amy", &format!("{PLANTED}\0"));
    let error = named(&mut application, b"Username:").unwrap_err();
    shows_nothing(&error);
    assert!(!error.to_string().contains(PLANTED));
}

const fn is_send_and_sync<T: Send + Sync>() {}

const _: () = is_send_and_sync::<LoginServer>();
