//! The registry, and names of mechanisms (RFC 4422 section 3.1).
use crate::dummies::{offer, verdict};
use sasl_core::{
    Profile, Security, ServerRegistry, Step,
    mechanism::{MechanismName, Next},
    server::{self, Finish, NotOffered, Rejection},
};
use sasl_testkit::{Dummy, entropy};

fn verified() -> server::Connection {
    server::Connection::new(Profile::MAIL, Security::Verified)
}

fn names(registry: &ServerRegistry) -> Vec<&'static str> {
    registry.names().collect()
}

#[test]
fn a091_a_name_starts_in_any_case() {
    let offer = ServerRegistry::new().with(Dummy::new("PLAIN")).offer(&verified());
    for name in ["PLAIN", "plain", "Plain", "pLaIn"] {
        assert!(matches!(offer.start(name, Some(b"amy"), entropy(1)), Ok(Step::Ask(_))), "{name}");
    }
}

#[test]
fn a091_a_name_that_is_not_offered_does_not_start_in_any_case_or_spelling() {
    let offer =
        ServerRegistry::new().with(Dummy::new("PLAIN")).with(Dummy::new("X-A-PLUS")).offer(&verified());
    for name in [
        "LOGIN",
        "login",
        "",
        " PLAIN",
        "PLAIN ",
        "PLAIN\0",
        "PLAI",
        "PLAINN",
        "X-A",
        "x-a",
        "PL\u{c4}IN",
        "PLA\u{131}N",
    ] {
        assert_eq!(offer.start(name, None, entropy(1)).unwrap_err(), NotOffered::Unknown, "{name:?}");
    }
}

#[test]
fn a_malformed_name_is_none() {
    for name in ["", "plain", "X TEST", "X.TEST", "X-21-OCTETS-LONG-NAME", "X-\u{c4}", "X-TEST\n", "X+Y"] {
        assert_eq!(MechanismName::new(name), None, "{name:?}");
        assert!(std::panic::catch_unwind(|| MechanismName::from_static(name)).is_err(), "{name:?}");
    }
}

#[test]
fn a_name_is_shown_as_it_is() {
    let name = MechanismName::from_static("X-TEST");
    assert_eq!(
        (name.as_str(), name.to_string(), format!("{name:?}")),
        ("X-TEST", "X-TEST".into(), "\"X-TEST\"".into())
    );
    assert_eq!(MechanismName::new("X-TEST"), Some(name));
}

#[test]
fn the_longest_and_the_oddest_of_good_names_are_offered() {
    let all = ["X", "0", "-", "_", "X-20-OCTETS-LONG-NAM", "AZ09-_"];
    let registry =
        all.into_iter().fold(ServerRegistry::new(), |registry, name| registry.with(Dummy::new(name)));
    assert_eq!(names(&registry), all);
    assert_eq!(registry.offer(&verified()).names().collect::<Vec<_>>(), all);
}

#[test]
fn with_replaces_a_mechanism_of_the_same_name() {
    let says = |user: &'static str| {
        Dummy::new("X-TEST")
            .server(move |_| Ok(Next::receive(move |_| Ok(Next::finish(Finish::proved(user))))))
    };
    let registry = ServerRegistry::new().with(says("old")).with(Dummy::new("X-OTHER")).with(says("new"));
    assert_eq!(names(&registry), ["X-OTHER", "X-TEST"]);
    let step = registry.offer(&verified()).start("X-TEST", Some(b""), entropy(1)).unwrap();
    let accepted = verdict(crate::dummies::authorize(step, server::Decision::GrantAuthenticated)).accepted();
    assert_eq!(accepted.unwrap().account(), "new");
}

#[test]
fn without_takes_a_mechanism_out_by_its_whole_name_in_any_case() {
    let registry = || ServerRegistry::new().with(Dummy::new("X-A")).with(Dummy::new("X-A-PLUS"));
    assert_eq!(names(&registry().without("x-a")), ["X-A-PLUS"]);
    assert_eq!(names(&registry().without("X-A-P")), ["X-A", "X-A-PLUS"]);
}

#[test]
fn a_clone_shares_mechanisms_and_goes_its_own_way() {
    let one = ServerRegistry::new().with(Dummy::new("X-A"));
    let other = one.clone().with(Dummy::new("X-B"));
    assert_eq!((names(&one), names(&other)), (vec!["X-A"], vec!["X-A", "X-B"]));
    assert_eq!(format!("{other:?} {:?}", one.offer(&verified())), "[\"X-A\", \"X-B\"] [\"X-A\"]");
}

#[test]
fn an_offer_can_start_many_exchanges_that_know_nothing_of_each_other() {
    let offer = offer(Profile::MAIL, || {
        Ok(Next::receive(|said| match said {
            b"amy" => Ok(Next::finish(Finish::proved("amy"))),
            _ => Ok(Next::finish(Finish::rejected(Rejection::BadCredentials))),
        }))
    });
    let right = offer.start("X-TEST", Some(b"amy"), entropy(1)).unwrap();
    let wrong = offer.start("X-TEST", Some(b"bob"), entropy(2)).unwrap();
    assert_eq!(crate::dummies::rejected(wrong), Rejection::BadCredentials);
    assert!(matches!(right, Step::Ask(_)));
}
