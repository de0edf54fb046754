//! What the registries offer, and what a client takes of it.
use crate::{credentials, recipe, secret};
use countersign::{
    Bindings, ChannelBinding, Records, ScramHash, Security, ServerRegistry, Step, client_registry,
    sasl::{
        BindingKind, Entropy, Profile,
        client::{self, Preference},
        server::{self, Ask, Found, NotOffered, Policy, Rejection, Verdict},
    },
    server_registry,
};

fn bindings(kinds: &[BindingKind]) -> Bindings {
    kinds.iter().map(|kind| ChannelBinding::new(*kind, &[7; 32]).unwrap()).collect()
}

fn offered(registry: &ServerRegistry, security: Security, kinds: &[BindingKind]) -> Vec<&'static str> {
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
fn a151_a_password_is_sent_only_to_a_verified_server() {
    let choose = |security| {
        let line = client::Connection::new(Profile::MAIL, security);
        client_registry().choose(["PLAIN", "LOGIN"], &line, &Preference::password())
    };
    assert!(choose(Security::Clear).is_err() && choose(Security::Unverified).is_err());
    assert_eq!(choose(Security::Verified).unwrap().name(), "PLAIN");
    assert_eq!(choose(Security::Local).unwrap().name(), "PLAIN");
}

/// What mox spends on an unknown user is a tenth of what it spends on a known one; here both are the same work.
#[test]
fn plain_is_the_same_work_for_a_known_and_an_unknown_user() {
    let registry = server_registry(&secret(), &recipe());
    let offer = registry.offer(&server::Connection::new(Profile::MAIL, Security::Verified));
    let records = credentials("pencil").records();
    let work = |message: &str, found: Found| {
        let started = offer.start("PLAIN", Some(message.as_bytes()), Entropy::new([2; 32]));
        let Ok(Step::Ask(Ask::CheckPassword(asked))) = started else { panic!() };
        let Step::Work(work) = asked.verify_against(found) else { panic!() };
        let cost = work.cost();
        let Step::Done(Verdict::Rejected(rejected)) = work.run() else { panic!() };
        assert_eq!(rejected.reason(), Rejection::BadCredentials);
        cost
    };
    // For a password of one form, and for one of more.
    for wrong in ["stylus", "st\u{b2}lus"] {
        let known = work(&format!("\0amy\0{wrong}"), Found::Account(records.clone()));
        let unknown = work(&format!("\0bob\0{wrong}"), Found::Unknown { canonical: "bob".into() });
        let without = work(&format!("\0carl\0{wrong}"), Found::Account(Records::default()));
        assert_eq!([unknown, without], [known; 2], "{wrong}");
        assert!(known.get() >= 4096);
    }
}
