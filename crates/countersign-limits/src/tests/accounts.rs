//! Accounts with several names.
use super::super::{
    Entry, Figures, Limits, Rate,
    failure_counters::{FailureCounters, Throttled},
};
use super::{far_apart, from, second};
use countersign::sasl::server::Rejection;

#[test]
fn a157_guesses_under_several_names_of_an_account_add_up() {
    let mut counters = FailureCounters::new(&Figures::default());
    let names = ["alice", "alice@example.org", "shadow@example.org"].map(|name| counters.name(name));
    let [alice, ..] = names;
    let account = counters.account(Some("17"), alice);
    let mut looked_at = 0;
    for guess in 0..60_u32 {
        let (networks, name) = (far_apart(guess), names[guess as usize % 3]);
        assert_eq!(counters.throttles(networks, Some(name), second(0)), None, "each name has its own figure");
        looked_at += u32::from(!counters.conceals(networks, account, second(0)));
        counters.fail(networks, Some(name), Some(account), second(0));
    }
    assert_eq!(
        looked_at, 20,
        "a right one among the others would not have been distinguishable from a wrong one"
    );
    assert!(
        names
            .iter()
            .all(|name| counters.throttles(far_apart(99), Some(*name), second(0)) == Some(Throttled::Name))
    );
    assert!(!counters.conceals(far_apart(99), account, second(60)), "the next minute");
    let other = counters.account(Some("18"), alice);
    assert!(!counters.conceals(far_apart(99), other, second(0)), "another account");
}

#[test]
fn a157_a_day_has_a_hundred_for_all_names_together() {
    let mut counters = FailureCounters::new(&Figures::default());
    let names = ["alice", "alice@example.org"].map(|name| counters.name(name));
    let account = counters.account(Some("17"), names[0]);
    let looked_at = (0..180_u32).filter(|guess| {
        let (networks, now) = (far_apart(*guess), second(u64::from(*guess) * 8));
        let concealed = counters.conceals(networks, account, now);
        counters.fail(networks, Some(names[*guess as usize % 2]), Some(account), now);
        !concealed
    });
    assert_eq!(looked_at.count(), 100);
}

#[test]
fn a157_where_the_password_was_right_today_it_is_right_still() {
    let mut counters = FailureCounters::new(&Figures::default());
    let [home, elsewhere] = ["192.0.2.7", "198.51.100.7"].map(from);
    let name = counters.name("alice");
    let account = counters.account(Some("17"), name);
    counters.succeed(home, name, Some(account), second(0));
    for guess in 0..20 {
        counters.fail(far_apart(guess), Some(counters.name("shadow")), Some(account), second(1));
    }
    assert!(!counters.conceals(home, account, second(1)));
    assert!(counters.conceals(elsewhere, account, second(1)));
}

#[test]
fn a157_a_success_forgives_the_account_what_it_forgives_the_name() {
    let mut counters = FailureCounters::new(&Figures::default());
    let home = from("192.0.2.7");
    let name = counters.name("alice");
    let account = counters.account(Some("17"), name);
    for _ in 0..9 {
        counters.fail(home, Some(name), Some(account), second(0));
    }
    counters.succeed(home, name, Some(account), second(0));
    for guess in 0..19 {
        counters.fail(far_apart(guess), Some(name), Some(account), second(0));
    }
    assert!(!counters.conceals(far_apart(99), account, second(0)), "19, and 9 that are forgiven");
    counters.fail(far_apart(19), Some(name), Some(account), second(0));
    assert!(counters.conceals(far_apart(99), account, second(0)));
}

/// A concealed right password counts like a wrong one: otherwise the next guesses would show that it was right.
#[test]
fn a157_what_is_concealed_counts_like_what_is_wrong() {
    let rate = |day| Rate { minute: day, day };
    let limits = Limits::new(Figures { name: rate(3), address: rate(99), ..Figures::default() });
    let guard = limits.guard([192, 0, 2, 7].into()).expect("room");
    for _ in 0..3 {
        let mut guess = guard.login_attempt("PLAIN");
        assert!(guess.may_try("shadow"));
        guess.is_of(Some("17"));
        guess.fail(Rejection::BadCredentials);
    }
    for count in 0..3 {
        let mut right = guard.login_attempt("PLAIN");
        assert!(right.may_try("alice"), "{count}");
        right.is_of(Some("17"));
        assert_eq!(right.may_enter(), Entry::Concealed);
        right.fail(Rejection::BadCredentials);
        assert!(!right.is_throttled());
        assert_eq!(right.throttled_for(), Some("account"), "recorded for the administrator");
    }
    assert!(!guard.login_attempt("PLAIN").may_try("alice"));
}
