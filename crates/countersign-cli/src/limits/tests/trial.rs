//! Logins as the server runs them.
use super::super::{Entry, Figures, Limits, Rate};
use countersign::sasl::server::Rejection;
use std::time::Duration;

const TWO: Rate = Rate { minute: 2, day: 2 };

fn limits(address: Rate, name: Rate) -> Limits {
    Limits::new(Figures { address, name, ..Figures::default() })
}

#[test]
fn logins_at_once_learn_no_more_than_one_after_the_other() {
    let limits = limits(Rate { minute: 99, day: 99 }, TWO);
    let visit = limits.visit([192, 0, 2, 7].into()).expect("room");
    let mut trials: Vec<_> = (0..10).map(|_| visit.trial("PLAIN")).collect();
    assert!(
        trials.iter_mut().all(|trial| trial.may_begin() && trial.may_try("alice")),
        "nothing has failed yet"
    );
    let (right, wrong) = trials.split_last_mut().expect("ten");
    for trial in wrong.iter_mut() {
        trial.fail(Rejection::BadCredentials);
    }
    let told = wrong.iter().filter(|trial| !trial.is_held()).count();
    assert_eq!(told, 2);
    assert_eq!(right.may_enter(), Entry::Held, "nor that the tenth would have been right");
    let held = wrong.iter().filter(|trial| trial.held_for() == Some("name")).count();
    assert_eq!((held, right.held_for()), (7, Some("name")));
}

#[test]
fn a147_a_verdict_counts_once_and_is_not_undone() {
    let limits = limits(TWO, TWO);
    let visit = limits.visit([192, 0, 2, 7].into()).expect("room");
    let mut first = visit.trial("SCRAM-SHA-256");
    assert!(first.may_try("alice"));
    first.fail(Rejection::BadCredentials);
    // The frame reports this for a client that disconnects after its verdict.
    first.fail(Rejection::Cancelled);
    first.fail(Rejection::BadCredentials);
    assert!(visit.trial("PLAIN").may_begin(), "one of two");
    let mut second = visit.trial("PLAIN");
    assert!(second.may_try("alice"));
    second.fail(Rejection::BadCredentials);
    assert!(!visit.trial("PLAIN").may_begin(), "two of two");
}

#[test]
fn what_is_no_login_counts_for_the_address_and_for_no_name() {
    let limits = limits(Rate { minute: 3, day: 3 }, TWO);
    let visit = limits.visit([192, 0, 2, 7].into()).expect("room");
    for _ in 0..3 {
        let mut trial = visit.trial("PLAIN");
        assert!(trial.may_try("alice"));
        trial.fail(Rejection::Malformed);
    }
    let elsewhere = limits.visit([198, 51, 100, 7].into()).expect("room");
    assert!(elsewhere.trial("PLAIN").may_try("alice"));
    assert!(!visit.trial("PLAIN").may_begin());
}

#[test]
fn keys_are_not_guessed_and_not_held() {
    let limits = limits(TWO, TWO);
    let visit = limits.visit([192, 0, 2, 7].into()).expect("room");
    for _ in 0..5 {
        let mut external = visit.trial("external");
        assert!(external.may_begin());
        external.fail(Rejection::NotAuthorized);
    }
    assert!(visit.trial("PLAIN").may_begin());
    for _ in 0..2 {
        visit.trial("PLAIN").fail(Rejection::BadCredentials);
    }
    assert!(!visit.trial("PLAIN").may_begin());
    assert!(visit.trial("EXTERNAL").may_begin());
}

#[test]
fn without_limits_nothing_is_counted_or_delayed() {
    let limits = Limits::off();
    let visits: Vec<_> = (0..5000).map(|_| limits.visit([192, 0, 2, 7].into()).expect("room")).collect();
    for visit in &visits {
        let mut trial = visit.trial("PLAIN");
        assert!(trial.may_begin() && trial.may_ask("alice") && trial.may_enter() == Entry::May);
        trial.fail(Rejection::BadCredentials);
        assert_eq!(visit.delay(), Duration::ZERO);
    }
}

#[test]
fn a_slot_is_free_after_the_login_or_the_end_of_its_connection() {
    let figures = Figures { connections: "1/9".parse().expect("figures"), ..Figures::default() };
    let limits = Limits::new(figures);
    let visit = || limits.visit([192, 0, 2, 7].into());
    let first = visit().expect("room");
    assert_eq!(visit().err(), Some(1));
    first.leave();
    let second = visit().expect("room");
    drop(first);
    assert_eq!(visit().err(), Some(2), "a place is left once");
    drop(second);
    assert!(visit().is_ok());
}

#[test]
fn a157_a_login_by_another_credential_forgives_no_guesses() {
    // The guessed credential: the account's own password, or something that cannot be guessed, such as an app password.
    for (account, may_begin) in [(Some("1"), true), (None, false)] {
        let limits = limits(TWO, Rate { minute: 99, day: 99 });
        let visit = limits.visit([192, 0, 2, 7].into()).expect("room");
        let wrong = || {
            let mut trial = visit.trial("PLAIN");
            assert!(trial.may_try("alice"));
            trial.is_of(Some("1"));
            trial.fail(Rejection::BadCredentials);
        };
        wrong();
        let mut right = visit.trial("PLAIN");
        assert!(right.may_try("alice"));
        right.is_of(account);
        right.succeed();
        drop(right);
        wrong();
        assert_eq!(visit.trial("PLAIN").may_begin(), may_begin, "{account:?}");
    }
}
