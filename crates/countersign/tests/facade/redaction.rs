//! a119: what is printed for a log shows no secret.
use crate::{credentials, recipe};
use countersign::{Credentials, DirectorySecret, Entropy, Recipe, Secret, client_registry, server_registry};
use std::fmt::Debug;

fn shows(value: &dyn Debug, what: &str) -> bool {
    let pretty = format!("{value:#?}").replace(['\n', ' '], "").replace(',', ", ");
    [format!("{value:?}"), pretty].iter().any(|text| text.contains(what))
}

#[test]
fn a119_credentials_in_every_state() {
    let secret = Secret::new("s3cr3t-pl4nted");
    let deriving = Credentials::derive(&secret, &recipe(), Entropy::new([0xa7; 32])).unwrap();
    let made = credentials("s3cr3t-pl4nted");
    let text = made.to_text();
    let keys = text.rsplit_once('$').unwrap().1;
    for value in
        [&deriving as &dyn Debug, &made, &made.records(), &Credentials::parse("s3cr3t-pl4nted").unwrap_err()]
    {
        for planted in
            ["s3cr3t-pl4nted", "115, 51, 99", "167, 167", "1, 1, 1", "AQEBAQ", &keys[..8], &keys[45..55]]
        {
            assert!(!shows(value, planted), "{planted}");
        }
    }
    assert!(shows(&*text, &keys[..8]) && shows(&[0xa7; 3], "167, 167"));
}

#[test]
fn a119_the_secret_of_a_directory() {
    let secret = DirectorySecret::new([0xa7; 32]);
    assert_eq!(format!("{secret:?}"), "DirectorySecret(..)");
    assert!(!shows(&server_registry(&secret, &recipe()), "167"));
}

const fn is_send_and_sync<T: Send + Sync>() {}

const _: () = is_send_and_sync::<(Credentials, countersign::Deriving, DirectorySecret, Recipe)>();

#[test]
fn a_registry_is_shown_by_its_names() {
    let names: Vec<_> = client_registry().names().collect();
    assert_eq!(format!("{:?}", client_registry()), format!("{names:?}"));
}

#[test]
fn a119_what_a_client_has_answered() {
    let answered = countersign::drive::Response::Message(b"\0amy\0s3cr3t".to_vec().into());
    assert_eq!(format!("{answered:?}"), "Message(..)");
}
