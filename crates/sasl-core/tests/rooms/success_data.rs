//! RFC 4422 section 3.6: additional data with success, with and without room for them.
use crate::dummies::{authorize, choice, reason, sent, serve, verdict};
use sasl_core::{
    Awaiting, ErrorKind, Profile, Security, Server, ServerRegistry, Step, client,
    mechanism::Next,
    server::{self, Decision, Finish, Rejection},
};
use sasl_testkit::{Application, Dummy, Pair};

fn proved(profile: Profile) -> server::Step {
    let step = serve(profile, || Next::finish(Finish::proved("amy").with_final_message(b"v=proof")));
    authorize(step, Decision::GrantAuthenticated)
}

fn challenged() -> Awaiting<Server> {
    let (challenge, then) = sent(proved(Profile::MAIL));
    assert_eq!(challenge, b"v=proof");
    then
}

#[test]
fn a117_where_there_is_room_they_go_with_success() {
    for profile in [Profile::SIEVE, Profile::XMPP, Profile::LDAP] {
        let accepted = verdict(proved(profile)).accepted().unwrap();
        assert_eq!(accepted.success_data(), Some(&b"v=proof"[..]));
    }
}

#[test]
fn a117_where_there_is_none_one_empty_response_answers_them() {
    let accepted = verdict(challenged().receive(b"")).accepted().unwrap();
    assert_eq!((accepted.success_data(), accepted.account()), (None, "amy"));
}

#[test]
fn a117_any_response_acknowledges_success_data() {
    let accepted =
        |verdict: server::Verdict| verdict.accepted().map(|accepted| accepted.account().to_owned());
    let long = vec![b'x'; challenged().max_message() + 1];
    for response in [&b"x"[..], b"NOOP", b"\0", &long] {
        assert_eq!(accepted(verdict(challenged().receive(response))).as_deref(), Some("amy"));
    }
    assert_eq!(accepted(challenged().reject_undecodable()).as_deref(), Some("amy"));
    assert_eq!(accepted(challenged().reject_too_long()).as_deref(), Some("amy"));
}

#[test]
fn a173_a_right_credential_left_unacknowledged_has_a_result_of_its_own() {
    assert_eq!(reason(&challenged().cancel()), Rejection::Unacknowledged);
    let prove = |_: &[u8]| Ok(Next::finish(Finish::proved("amy")));
    let (_, before_the_proof) = sent(serve(Profile::MAIL, move || Next::send(b"challenge", prove)));
    assert_eq!(reason(&before_the_proof.cancel()), Rejection::Cancelled);
}

#[test]
fn the_verdict_is_not_fixed_before_they_are_answered() {
    assert!(challenged().fixed().is_none());
}

#[test]
fn without_data_success_follows_at_once() {
    for profile in [Profile::MAIL, Profile::XMPP] {
        let step = serve(profile, || Next::finish(Finish::proved("amy")));
        let accepted = verdict(authorize(step, Decision::GrantAuthenticated)).accepted().unwrap();
        assert_eq!(accepted.success_data(), None);
    }
}

#[test]
fn empty_data_are_still_data() {
    let step = || serve(Profile::MAIL, || Next::finish(Finish::proved("amy").with_final_message(b"")));
    assert_eq!(sent(authorize(step(), Decision::GrantAuthenticated)).0, b"");
    let step = serve(Profile::XMPP, || Next::finish(Finish::proved("amy").with_final_message(b"")));
    let accepted = verdict(authorize(step, Decision::GrantAuthenticated)).accepted().unwrap();
    assert_eq!(accepted.success_data(), Some(&b""[..]));
}

fn verifying() -> Dummy {
    Dummy::new("X-TEST")
        .client(|_| {
            Ok(Next::send(b"amy", |proof| match proof {
                b"v=proof" => Ok(Next::finish(client::Finish::verified())),
                _ => Err(sasl_core::Error::new(ErrorKind::ServerNotVerified, "not the proof")),
            }))
        })
        .server(|_| {
            Ok(Next::receive(|name| {
                Ok(Next::finish(Finish::proved(String::from_utf8_lossy(name)).with_final_message(b"v=proof")))
            }))
        })
}

#[test]
fn a117_both_ends_meet_in_either_profile() {
    for (profile, messages) in [(Profile::MAIL, 3), (Profile::XMPP, 2)] {
        let offer = ServerRegistry::new()
            .with(verifying())
            .offer(&server::Connection::new(profile, Security::Verified));
        let ended = Pair::new(&offer, choice(profile, verifying()), Application::new()).drive();
        assert!(ended.client.unwrap().server_verified());
        assert!(ended.server.accepted().is_some());
        assert_eq!(ended.transcript.len(), messages);
    }
}

#[test]
fn a_client_reads_them_as_it_reads_a_challenge() {
    let begun = || sent(choice(Profile::XMPP, verifying()).start(sasl_testkit::entropy(1)).unwrap()).1;
    assert!(matches!(begun().success(Some(b"v=proof")), Ok(Step::Done(_))));
    assert_eq!(begun().success(Some(b"v=other")).unwrap_err().kind(), ErrorKind::ServerNotVerified);
}
