//! Unanswered challenges.
use super::super::{Figures, Limits, Rate};
use countersign::sasl::server::Rejection;
use std::net::IpAddr;

fn limits() -> Limits {
    Limits::new(Figures { challenges: Rate { minute: 3, day: 3 }, ..Figures::default() })
}

/// Requests a challenge and disconnects.
fn ask(limits: &Limits, from: IpAddr, name: &str) -> bool {
    let guard = limits.guard(from).expect("room");
    let mut login_attempt = guard.login_attempt("SCRAM-SHA-256");
    let may = login_attempt.may_begin() && login_attempt.may_ask(name);
    login_attempt.fail(if may { Rejection::Cancelled } else { Rejection::Unavailable });
    may
}

#[test]
fn a156_challenges_that_are_not_answered_count_against_the_address() {
    let limits = limits();
    let home = [192, 0, 2, 7].into();
    let asked = (0..9).filter(|count| ask(&limits, home, &format!("name{count}"))).count();
    assert_eq!(asked, 3);
    assert!(ask(&limits, [198, 51, 100, 7].into(), "name0"), "not counted against a name");
    // A sent password needs no challenge.
    let guard = limits.guard(home).expect("room");
    let mut login_attempt = guard.login_attempt("PLAIN");
    assert!(login_attempt.may_begin() && login_attempt.may_try("alice"));
}

#[test]
fn a156_larger_networks_have_three_and_nine_times_as_many() {
    let limits = limits();
    let in_street = (0..40).filter(|i| ask(&limits, [192, 0, 2, *i].into(), "alice")).count();
    let in_provider = (0..200).filter(|i| ask(&limits, [192, 0, i % 8, *i].into(), "alice")).count();
    assert_eq!((in_street, in_provider), (9, 18));
}

#[test]
fn a156_answered_challenges_and_those_without_name_do_not_count() {
    let limits = limits();
    let guard = limits.guard([192, 0, 2, 7].into()).expect("room");
    for count in 0..9 {
        let mut answered = guard.login_attempt("SCRAM-SHA-256");
        assert!(answered.may_ask(&format!("name{count}")), "{count}");
        answered.fail(Rejection::BadCredentials);
        guard.login_attempt("SCRAM-SHA-256").fail(Rejection::Cancelled);
    }
}
