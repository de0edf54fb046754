//! Limits on logged-in connections.
use super::super::{
    ConnectionGuard, Figures, Limits, Sessions,
    figures::{Connections, Rate},
};
use std::net::IpAddr;

fn limits(account: u32, address: u32) -> Limits {
    let much = Rate { minute: 999, day: 999 };
    let connections = Connections { address: 99, total: 99 };
    let sessions = Sessions { account, address };
    Limits::new(Figures { address: much, name: much, connections, sessions, ..Figures::default() })
}

fn guard(limits: &Limits, from: impl Into<IpAddr>) -> ConnectionGuard {
    limits.guard(from.into()).expect("room")
}

#[test]
fn a162_sessions_of_an_account_have_a_bound_over_all_addresses() {
    let limits = limits(2, 9);
    let visits = [1, 2, 3].map(|last| guard(&limits, [192, 0, 2, last]));
    let [first, second, third] = &visits;
    assert!(first.enter("17") && second.enter("17") && !third.enter("17"));
    assert!(third.enter("18"), "another account");
    assert!(first.enter("17"), "an account that is logged in counts once");
    drop(visits);
    assert!(guard(&limits, [192, 0, 2, 9]).enter("17"));
}

#[test]
fn a162_sessions_from_an_address_have_a_bound_over_all_accounts() {
    let limits = limits(9, 2);
    let visits: Vec<_> = (0..3).map(|_| guard(&limits, [192, 0, 2, 7])).collect();
    let entered = visits.iter().enumerate().filter(|(at, guard)| guard.enter(&at.to_string())).count();
    assert_eq!(entered, 2);
    assert!(guard(&limits, [192, 0, 2, 8]).enter("17"));
}

#[test]
fn a162_a_login_that_does_not_come_to_its_end_takes_no_session() {
    let limits = limits(1, 9);
    let guard = guard(&limits, [192, 0, 2, 7]);
    for _ in 0..3 {
        let mut login_attempt = guard.login_attempt("PLAIN");
        assert!(login_attempt.may_try("alice") && login_attempt.may_stay(Some("17")));
    }
    assert!(guard.enter("17"));
    let mut login_attempt = guard.login_attempt("PLAIN");
    assert!(!login_attempt.may_stay(Some("17")));
    assert_eq!(login_attempt.throttled_for(), Some("sessions"));
    assert!(guard.login_attempt("ANONYMOUS").may_stay(None), "no account");
}
