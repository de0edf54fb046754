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
    let guard = limits.guard([192, 0, 2, 7].into()).expect("room");
    let mut trials: Vec<_> = (0..10).map(|_| guard.login_attempt("PLAIN")).collect();
    assert!(
        trials.iter_mut().all(|login_attempt| login_attempt.may_begin() && login_attempt.may_try("alice")),
        "nothing has failed yet"
    );
    let (right, wrong) = trials.split_last_mut().expect("ten");
    for login_attempt in wrong.iter_mut() {
        login_attempt.fail(Rejection::BadCredentials);
    }
    let told = wrong.iter().filter(|login_attempt| !login_attempt.is_throttled()).count();
    assert_eq!(told, 2);
    assert_eq!(right.may_enter(), Entry::Throttled, "nor that the tenth would have been right");
    let throttled =
        wrong.iter().filter(|login_attempt| login_attempt.throttled_for() == Some("name")).count();
    assert_eq!((throttled, right.throttled_for()), (7, Some("name")));
}

#[test]
fn a147_a_verdict_counts_once_and_is_not_undone() {
    let limits = limits(TWO, TWO);
    let guard = limits.guard([192, 0, 2, 7].into()).expect("room");
    let mut first = guard.login_attempt("SCRAM-SHA-256");
    assert!(first.may_try("alice"));
    first.fail(Rejection::BadCredentials);
    // The frame reports this for a client that disconnects after its verdict.
    first.fail(Rejection::Cancelled);
    first.fail(Rejection::BadCredentials);
    assert!(guard.login_attempt("PLAIN").may_begin(), "one of two");
    let mut second = guard.login_attempt("PLAIN");
    assert!(second.may_try("alice"));
    second.fail(Rejection::BadCredentials);
    assert!(!guard.login_attempt("PLAIN").may_begin(), "two of two");
}

#[test]
fn what_is_no_login_counts_for_the_address_and_for_no_name() {
    let limits = limits(Rate { minute: 3, day: 3 }, TWO);
    let guard = limits.guard([192, 0, 2, 7].into()).expect("room");
    for _ in 0..3 {
        let mut login_attempt = guard.login_attempt("PLAIN");
        assert!(login_attempt.may_try("alice"));
        login_attempt.fail(Rejection::Malformed);
    }
    let elsewhere = limits.guard([198, 51, 100, 7].into()).expect("room");
    assert!(elsewhere.login_attempt("PLAIN").may_try("alice"));
    assert!(!guard.login_attempt("PLAIN").may_begin());
}

#[test]
fn keys_are_not_throttled() {
    let limits = limits(TWO, TWO);
    let guard = limits.guard([192, 0, 2, 7].into()).expect("room");
    for _ in 0..5 {
        let mut external = guard.login_attempt("external");
        assert!(external.may_begin());
        external.fail(Rejection::NotAuthorized);
    }
    assert!(guard.login_attempt("PLAIN").may_begin());
    for _ in 0..2 {
        guard.login_attempt("PLAIN").fail(Rejection::BadCredentials);
    }
    assert!(!guard.login_attempt("PLAIN").may_begin());
    assert!(guard.login_attempt("EXTERNAL").may_begin());
}

#[test]
fn without_limits_nothing_is_counted_or_delayed() {
    let limits = Limits::off();
    let visits: Vec<_> = (0..5000).map(|_| limits.guard([192, 0, 2, 7].into()).expect("room")).collect();
    for guard in &visits {
        let mut login_attempt = guard.login_attempt("PLAIN");
        assert!(
            login_attempt.may_begin()
                && login_attempt.may_ask("alice")
                && login_attempt.may_enter() == Entry::May
        );
        login_attempt.fail(Rejection::BadCredentials);
        assert_eq!(guard.delay(), Duration::ZERO);
    }
}

#[test]
fn a_slot_is_free_after_the_login_or_the_end_of_its_connection() {
    let figures = Figures { connections: "1/9".parse().expect("figures"), ..Figures::default() };
    let limits = Limits::new(figures);
    let guard = || limits.guard([192, 0, 2, 7].into());
    let first = guard().expect("room");
    assert_eq!(guard().err(), Some(1));
    first.leave();
    let second = guard().expect("room");
    drop(first);
    assert_eq!(guard().err(), Some(2), "a place is left once");
    drop(second);
    assert!(guard().is_ok());
}

#[test]
fn a157_a_login_by_another_credential_forgives_no_guesses() {
    // The guessed credential: the account's own password, or something that cannot be guessed, such as an app password.
    for (account, may_begin) in [(Some("1"), true), (None, false)] {
        let limits = limits(TWO, Rate { minute: 99, day: 99 });
        let guard = limits.guard([192, 0, 2, 7].into()).expect("room");
        let wrong = || {
            let mut login_attempt = guard.login_attempt("PLAIN");
            assert!(login_attempt.may_try("alice"));
            login_attempt.is_of(Some("1"));
            login_attempt.fail(Rejection::BadCredentials);
        };
        wrong();
        let mut right = guard.login_attempt("PLAIN");
        assert!(right.may_try("alice"));
        right.is_of(account);
        right.succeed();
        drop(right);
        wrong();
        assert_eq!(guard.login_attempt("PLAIN").may_begin(), may_begin, "{account:?}");
    }
}
