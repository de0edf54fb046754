//! What the registries offer, and what a client takes of it.
use crate::{recipe, secret};
use countersign::{
    Bindings, ChannelBinding, Registry, ScramHash, Security, client_registry,
    core::{
        BindingKind, Entropy, Profile,
        client::{self, Preference},
        server::{self, NotOffered, Policy},
    },
    server_registry,
};

fn bindings(kinds: &[BindingKind]) -> Bindings {
    kinds.iter().map(|kind| ChannelBinding::new(*kind, &[7; 32]).unwrap()).collect()
}

fn offered(registry: &Registry, security: Security, kinds: &[BindingKind]) -> Vec<&'static str> {
    let line = server::Connection::new(Profile::MAIL, security).with_bindings(bindings(kinds));
    registry.offer(&line).names().collect()
}

const PLUS: &[&str] =
    &["SCRAM-SHA-512-PLUS", "SCRAM-SHA3-512-PLUS", "SCRAM-SHA-256-PLUS", "SCRAM-SHA-1-PLUS"];
const BARE: &[&str] = &["SCRAM-SHA-512", "SCRAM-SHA3-512", "SCRAM-SHA-256", "SCRAM-SHA-1"];

#[test]
fn the_hashes_of_a_recipe_are_offered_and_no_others() {
    let some = recipe().with_hashes([ScramHash::Sha1, ScramHash::Sha256]);
    let registry = server_registry(&secret(), &some);
    assert_eq!(offered(&registry, Security::Clear, &[]), ["SCRAM-SHA-256", "SCRAM-SHA-1"]);
}

#[test]
fn a090_plain_is_offered_on_a_confidential_line_alone() {
    let registry = server_registry(&secret(), &recipe());
    assert_eq!(offered(&registry, Security::Clear, &[]), BARE);
    for security in [Security::Verified, Security::Local] {
        assert_eq!(offered(&registry, security, &[]), [BARE, &["PLAIN", "LOGIN"]].concat());
    }
    let offer = registry.offer(&server::Connection::new(Profile::MAIL, Security::Clear));
    let started = offer.start("PLAIN", Some(b"\0amy\0pencil"), Entropy::new([2; 32]));
    assert_eq!(started.err(), Some(NotOffered::NeedsTls));
}

#[test]
fn plus_is_offered_where_there_is_a_binding_and_first() {
    let registry = server_registry(&secret(), &recipe());
    let all = [PLUS, BARE, &["PLAIN", "LOGIN"]].concat();
    assert_eq!(offered(&registry, Security::Verified, &[BindingKind::TlsExporter]), all);
    assert_eq!(offered(&registry, Security::Verified, &[BindingKind::TlsUnique]), all);
    assert_eq!(offered(&registry, Security::Verified, &[BindingKind::TlsServerEndPoint]), all[4..]);
    let requiring = registry.with_policy(Policy::new().require_binding());
    assert_eq!(offered(&requiring, Security::Verified, &[BindingKind::TlsExporter]), all[..4]);
}

/// Every order of these names.
fn orders<'a>(names: &[&'a str]) -> Vec<Vec<&'a str>> {
    if names.is_empty() {
        return vec![vec![]];
    }
    let with_first = |at: usize| {
        let rest: Vec<_> =
            names.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, n)| *n).collect();
        orders(&rest).into_iter().map(move |order| [&[names[at]][..], &order].concat())
    };
    (0..names.len()).flat_map(with_first).collect()
}

#[test]
fn a087_a088_a_client_takes_the_strongest_whatever_the_order() {
    let listed = ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-256-PLUS", "LOGIN", "SCRAM-SHA-1"];
    assert_eq!(orders(&listed).len(), 120);
    for (security, kinds, expected) in [
        (Security::Verified, &[BindingKind::TlsExporter][..], "SCRAM-SHA-256-PLUS"),
        (Security::Unverified, &[BindingKind::TlsExporter], "SCRAM-SHA-256-PLUS"),
        (Security::Verified, &[], "SCRAM-SHA-256"),
        (Security::Clear, &[], "SCRAM-SHA-256"),
    ] {
        let line = client::Connection::new(Profile::MAIL, security).with_bindings(bindings(kinds));
        for order in orders(&listed) {
            let choice = client_registry().choose(order, &line, &Preference::password()).unwrap();
            assert_eq!(choice.name(), expected, "{security:?}");
        }
    }
}

#[test]
fn a151_a_password_is_sent_as_such_only_over_a_line_that_ends_where_it_should() {
    let choose = |security| {
        let line = client::Connection::new(Profile::MAIL, security);
        client_registry().choose(["PLAIN", "LOGIN"], &line, &Preference::password())
    };
    assert!(choose(Security::Clear).is_err() && choose(Security::Unverified).is_err());
    assert_eq!(choose(Security::Verified).unwrap().name(), "PLAIN");
    assert_eq!(choose(Security::Local).unwrap().name(), "PLAIN");
}
