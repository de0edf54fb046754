//! Who has logged in, and as whom they act.
use crate::ends::{asked, authorized, said};
use sasl_core::server::{Decision, Rejection, Verdict};

fn rejected(verdict: &Verdict) -> Option<Rejection> {
    match verdict {
        Verdict::Accepted(_) => None,
        Verdict::Rejected(rejected) => Some(rejected.reason()),
    }
}

#[test]
fn a093_another_identity_is_not_had_for_the_asking() {
    let (requested, verdict) = authorized(b"root\0amy\0pencil", Decision::GrantAuthenticated);
    assert_eq!(requested.as_deref(), Some("root"));
    assert_eq!(rejected(&verdict), Some(Rejection::NotAuthorized));
}

#[test]
fn a093_both_names_are_reported() {
    let (_, verdict) = authorized(b"root\0amy\0pencil", Decision::Grant { account: "root".into() });
    let Verdict::Accepted(accepted) = verdict else { panic!() };
    assert_eq!((accepted.authenticated(), accepted.account()), ("amy", "root"));
    assert_eq!((accepted.mechanism(), accepted.binding()), ("PLAIN", None));
}

#[test]
fn a093_asking_to_act_as_oneself_is_no_wish() {
    let (requested, verdict) = authorized(b"amy\0amy\0pencil", Decision::GrantAuthenticated);
    assert_eq!((requested.as_deref(), rejected(&verdict)), (Some("amy"), None));
    let (_, verdict) = authorized(b"Amy\0amy\0pencil", Decision::GrantAuthenticated);
    assert_eq!(rejected(&verdict), Some(Rejection::NotAuthorized));
}

#[test]
fn a105_an_empty_identity_to_act_as_is_none() {
    let (requested, verdict) = authorized(b"\0amy\0pencil", Decision::GrantAuthenticated);
    assert_eq!((requested, rejected(&verdict)), (None, None));
    assert_eq!(said("amy", "pencil", "").unwrap(), b"\0amy\0pencil");
}

#[test]
fn a107_spaces_are_part_of_names_and_passwords() {
    for (user, password) in [(" bob", "pencil"), ("bob ", " pencil"), (" ", " "), ("b  b", "pencil ")] {
        let message = said(user, password, " x ").unwrap();
        assert_eq!(message, format!(" x \0{user}\0{password}").as_bytes());
        assert_eq!(asked(&message), Ok((user.into(), password.into())));
    }
}
