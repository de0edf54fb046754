//! Identities from beneath SASL. Those of TLS keys need a connection: `examples` and the program have them.
use crate::{recipe, secret};
use countersign::{
    Entropy, Security, Step,
    account::AccountState,
    client_registry,
    external::{UnixPeer, UnixUser, of_unix_peer},
    sasl::{
        Profile, Proof,
        client::{self, Preference},
        server::{self, Ask, Decision, Verdict},
    },
    server_registry,
};

fn alice() -> UnixUser {
    UnixUser::new(1000, "alice")
}

#[test]
fn a097_external_is_offered_to_those_who_are_known_alone() {
    let registry = server_registry(&secret(), &recipe());
    let line = || server::Connection::new(Profile::MAIL, Security::Local);
    let names = |line: &server::Connection| registry.offer(line).names().collect::<Vec<_>>();
    assert!(!names(&line()).contains(&"EXTERNAL"));
    let identity = of_unix_peer(UnixPeer::from_socket(1000), Some(&alice()), AccountState::Enabled).unwrap();
    assert_eq!((identity.proof(), identity.name()), (Proof::UnixPeer, "alice"));
    let line = line().with_external(identity);
    assert_eq!(names(&line)[0], "EXTERNAL");
    let step = registry.offer(&line).start("EXTERNAL", Some(b""), Entropy::new([2; 32])).unwrap();
    let Step::Ask(Ask::Authorize(asked)) = step else { panic!() };
    let Step::Done(Verdict::Accepted(accepted)) = asked.answer(Decision::GrantAuthenticated) else {
        panic!()
    };
    assert_eq!(accepted.account(), "alice");
}

#[test]
fn a023_nothing_is_not_equal_to_nothing_and_another_is_not_the_same() {
    let peer = UnixPeer::from_socket(1000);
    let enabled = AccountState::Enabled;
    assert!(of_unix_peer(peer, Some(&alice()), enabled).is_some());
    assert!(of_unix_peer(peer, None, enabled).is_none());
    assert!(of_unix_peer(UnixPeer::from_socket(0), Some(&alice()), enabled).is_none());
    let nameless = UnixUser::new(1000, "");
    assert!(of_unix_peer(peer, Some(&nameless), enabled).is_none());
}

#[test]
fn a139_a_disabled_account_has_no_identity() {
    let identity = of_unix_peer(UnixPeer::from_socket(1000), Some(&alice()), AccountState::Disabled);
    assert!(identity.is_none());
}

#[test]
fn a_client_takes_external_where_it_has_presented_a_key() {
    let listed = ["PLAIN", "SCRAM-SHA-256-PLUS", "EXTERNAL"];
    let line = client::Connection::new(Profile::MAIL, Security::Verified);
    let choose = |line| client_registry().choose(listed, &line, &Preference::password()).unwrap().name();
    assert_eq!(choose(line.clone().with_external()), "EXTERNAL");
    assert_eq!(choose(line), "PLAIN");
}
