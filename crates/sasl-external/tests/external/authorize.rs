//! Authorization: the application's, always, and last.
use crate::offer;
use sasl_core::{
    Step,
    server::{Ask, Authorize, Decision, Rejection, Verdict},
};
use sasl_testkit::entropy;

fn verdict(message: &[u8], decide: impl Fn(&Authorize) -> Decision) -> Verdict {
    let Step::Ask(Ask::Authorize(asked)) = offer().start("EXTERNAL", Some(message), entropy(2)).unwrap()
    else {
        panic!()
    };
    assert_eq!((asked.mechanism(), asked.binding()), ("EXTERNAL", None));
    let Step::Done(verdict) = asked.answer_with(decide) else { panic!() };
    verdict
}

#[test]
fn another_identity_needs_a_rule() {
    let rule = |asked: &Authorize| match asked.requested() {
        None | Some("amy" | "amy@example.net") => Decision::Grant { account: "amy".into() },
        Some(_) => Decision::Deny(Rejection::NotAuthorized),
    };
    for message in [&b""[..], b"amy", b"amy@example.net"] {
        assert_eq!(verdict(message, rule).accepted().unwrap().account(), "amy");
    }
    let Verdict::Rejected(rejected) = verdict(b"root", rule) else { panic!() };
    assert_eq!(rejected.reason(), Rejection::NotAuthorized);
}

#[test]
fn a139_a_disabled_account_is_refused_before_anything_is_said() {
    let Verdict::Rejected(rejected) = verdict(b"", |_| Decision::Deny(Rejection::Disabled)) else { panic!() };
    assert_eq!((rejected.reason(), rejected.failure_data()), (Rejection::Disabled, None));
}

#[test]
fn a095_a_directory_that_does_not_answer_accepts_no_login() {
    let Step::Ask(Ask::Authorize(asked)) = offer().start("EXTERNAL", Some(b""), entropy(2)).unwrap() else {
        panic!()
    };
    let Step::Done(Verdict::Rejected(rejected)) = asked.unavailable() else { panic!() };
    assert_eq!(rejected.reason(), Rejection::Unavailable);
}
