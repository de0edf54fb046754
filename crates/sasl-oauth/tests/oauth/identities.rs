//! The token says who it is.
use crate::ends::{NAMES, message, question};
use sasl_core::{
    Step,
    server::{self, Ask, Decision, Rejection, TokenAnswer, Verdict},
};

fn decided(name: &str, user: &str, decision: Decision) -> server::Step {
    let asked = question(name, &message(name, "t")).unwrap();
    let Step::Ask(Ask::Authorize(asked)) = asked.answer(TokenAnswer::Valid { user: user.into() }) else {
        panic!()
    };
    assert_eq!((asked.authenticated(), asked.requested()), (user, Some("amy")));
    asked.answer(decision)
}

#[test]
fn a093_a095_whom_the_client_claims_to_be_is_a_wish() {
    for name in NAMES {
        let Step::Done(Verdict::Accepted(accepted)) = decided(name, "amy", Decision::GrantAuthenticated)
        else {
            panic!()
        };
        assert_eq!((accepted.account(), accepted.mechanism()), ("amy", name));
        let Step::Done(Verdict::Rejected(rejected)) = decided(name, "bob", Decision::GrantAuthenticated)
        else {
            panic!()
        };
        assert_eq!(rejected.reason(), Rejection::NotAuthorized);
        let shared = Decision::Grant { account: "amy".into() };
        let Step::Done(Verdict::Accepted(accepted)) = decided(name, "bob", shared) else { panic!() };
        assert_eq!((accepted.account(), accepted.authenticated()), ("amy", "bob"));
    }
}

/// `first=last` is written in two ways, and both of them name one account, which the token has to allow.
#[test]
fn a069_a_name_that_was_not_escaped_is_authorized_as_well() {
    for name in ["first=last", "first=3Dlast"] {
        for (user, accepted) in
            [("first=last", true), ("first=3Dlast", false), ("first", false), ("last", false)]
        {
            let message = format!("n,a={name},\x01auth=Bearer t\x01\x01");
            let asked = question("OAUTHBEARER", message.as_bytes()).unwrap();
            let Step::Ask(Ask::Authorize(asked)) = asked.answer(TokenAnswer::Valid { user: user.into() })
            else {
                panic!()
            };
            assert_eq!((asked.authenticated(), asked.requested()), (user, Some("first=last")));
            let Step::Done(verdict) = asked.answer(Decision::GrantAuthenticated) else { panic!() };
            assert_eq!(matches!(verdict, Verdict::Accepted(_)), accepted, "{name} {user}");
        }
    }
}

#[test]
fn without_a_claim_it_is_the_token_alone() {
    let asked = question("OAUTHBEARER", b"n,,\x01auth=Bearer t\x01\x01").unwrap();
    let Step::Ask(Ask::Authorize(asked)) = asked.answer(TokenAnswer::Valid { user: "amy".into() }) else {
        panic!()
    };
    assert_eq!((asked.authenticated(), asked.requested()), ("amy", None));
}

#[test]
fn an_issuer_that_is_away_is_no_answer_about_the_token() {
    for name in NAMES {
        let step = question(name, &message(name, "t")).unwrap().unavailable();
        let Step::Done(Verdict::Rejected(rejected)) = step else { panic!() };
        assert_eq!(rejected.reason(), Rejection::Unavailable);
    }
}
