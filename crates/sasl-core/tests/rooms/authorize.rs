//! RFC 4422 section 3.4.1: authorization is the frame's, and the last question of every exchange.
use crate::dummies::{authorize, rejected, sent, serve, verdict};
use sasl_core::{
    BindingKind, Profile, Secret, Step,
    client::Credentials,
    mechanism::Next,
    server::{self, Ask, Decision, Finish, Rejection},
};

fn asking(requested: Option<&'static str>) -> server::Step {
    serve(Profile::MAIL, move || Next::finish(Finish::proved("amy").with_authzid(requested.map(Into::into))))
}

#[test]
fn proved_and_requested_identities_are_reported() {
    let step = serve(Profile::MAIL, || {
        let bound = Some(BindingKind::TlsExporter);
        Next::finish(Finish::proved("amy").with_authzid(Some("root".into())).bound(bound))
    });
    let Step::Ask(ask) = step else { panic!("{step:?}") };
    assert_eq!(ask.mechanism(), "X-TEST");
    let Ask::Authorize(asked) = ask else { panic!("{ask:?}") };
    assert_eq!((asked.authenticated(), asked.requested()), ("amy", Some("root")));
    assert_eq!((asked.binding(), asked.mechanism()), (Some(BindingKind::TlsExporter), "X-TEST"));
    let step = asked.answer(Decision::Grant { account: "root".into() });
    let accepted = verdict(step).accepted().unwrap();
    assert_eq!((accepted.account(), accepted.authenticated()), ("root", "amy"));
    assert_eq!((accepted.binding(), accepted.mechanism()), (Some(BindingKind::TlsExporter), "X-TEST"));
}

#[test]
fn it_comes_before_the_servers_proof_leaves() {
    let step = serve(Profile::MAIL, || Next::finish(Finish::proved("amy").with_final_message(b"v=proof")));
    // The first thing that happens is the question; the proof follows only a grant.
    let (proof, _) = sent(authorize(step, Decision::GrantAuthenticated));
    assert_eq!(proof, b"v=proof");
}

#[test]
fn a_denial_keeps_the_servers_proof_back() {
    for profile in [Profile::MAIL, Profile::LDAP] {
        let step = serve(profile, || Next::finish(Finish::proved("amy").with_final_message(b"v=proof")));
        let server::Verdict::Rejected(rejected) =
            verdict(authorize(step, Decision::Deny(Rejection::Expired)))
        else {
            panic!("accepted")
        };
        assert_eq!((rejected.reason(), rejected.failure_data()), (Rejection::Expired, None));
    }
}

#[test]
fn it_is_the_last_question_nothing_follows_a_grant_but_the_end() {
    assert_eq!(
        verdict(authorize(asking(None), Decision::GrantAuthenticated)).accepted().unwrap().account(),
        "amy"
    );
}

#[test]
fn a093_a094_another_identity_without_a_policy_is_not_authorized() {
    let step = authorize(asking(Some("root")), Decision::GrantAuthenticated);
    assert_eq!(rejected(step), Rejection::NotAuthorized);
}

#[test]
fn a093_a094_identities_compare_octet_for_octet() {
    for requested in ["Amy", "amy ", ""] {
        let step = authorize(asking(Some(requested)), Decision::GrantAuthenticated);
        assert_eq!(rejected(step), Rejection::NotAuthorized, "{requested:?}");
    }
}

#[test]
fn the_own_identity_asked_for_is_granted() {
    let step = authorize(asking(Some("amy")), Decision::GrantAuthenticated);
    assert_eq!(verdict(step).accepted().unwrap().account(), "amy");
}

#[test]
fn a_grant_names_the_account_and_keeps_who_was_authenticated() {
    for requested in [None, Some("root"), Some("amy")] {
        let step = authorize(asking(requested), Decision::Grant { account: "shared".into() });
        let accepted = verdict(step).accepted().unwrap();
        assert_eq!((accepted.account(), accepted.authenticated()), ("shared", "amy"));
    }
}

#[test]
fn the_reason_of_a_denial_is_carried() {
    for reason in [Rejection::NotAuthorized, Rejection::Disabled, Rejection::Expired, Rejection::Throttled] {
        assert_eq!(rejected(authorize(asking(None), Decision::Deny(reason))), reason);
    }
}

#[test]
fn a_mechanism_that_rejects_is_not_authorized_at_all() {
    let step = serve(Profile::MAIL, || {
        // What only a proof can say is ignored after a rejection.
        let rejected = Finish::rejected(Rejection::BadCredentials);
        Next::finish(
            rejected
                .with_authzid(Some("amy".into()))
                .with_final_message(b"v=")
                .bound(Some(BindingKind::TlsUnique)),
        )
    });
    assert_eq!(rejected(step), Rejection::BadCredentials);
}

#[test]
fn a105_an_empty_authorization_identity_is_none() {
    let credentials = || Credentials::new("amy", Secret::new("pencil"));
    assert_eq!(credentials().acting_as("").act_as(), None);
    assert_eq!(credentials().acting_as("root").acting_as("").act_as(), None);
    assert_eq!(credentials().acting_as("root").act_as(), Some("root"));
}
