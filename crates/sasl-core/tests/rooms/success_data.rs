//! RFC 4422 section 3.6: additional data with success, with and without room for them.
use crate::dummies::{authorize, choice, reason, rejected, sent, serve, verdict};
use sasl_core::{
    Awaiting, Kind, Next, Profile, Registry, Security, Server, Step, client,
    server::{self, Decision, Finish, Rejection},
};
use sasl_testkit::{Application, Dummy, Pair};

fn proved(profile: Profile) -> server::Step {
    let step = serve(profile, || Next::finish(Finish::proved("amy").saying(b"v=proof")));
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
fn a117_a_response_to_them_that_is_not_empty_is_malformed() {
    assert_eq!(rejected(challenged().receive(b"x")), Rejection::Malformed);
}

#[test]
fn a117_whoever_cancels_there_is_not_in() {
    assert_eq!(reason(&challenged().cancelled()), Rejection::Cancelled);
    assert_eq!(reason(&challenged().undecodable()), Rejection::Undecodable);
    assert_eq!(reason(&challenged().too_long()), Rejection::TooLong);
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
    let step = || serve(Profile::MAIL, || Next::finish(Finish::proved("amy").saying(b"")));
    assert_eq!(sent(authorize(step(), Decision::GrantAuthenticated)).0, b"");
    let step = serve(Profile::XMPP, || Next::finish(Finish::proved("amy").saying(b"")));
    let accepted = verdict(authorize(step, Decision::GrantAuthenticated)).accepted().unwrap();
    assert_eq!(accepted.success_data(), Some(&b""[..]));
}

fn verifying() -> Dummy {
    Dummy::new("X-TEST")
        .client(|_| {
            Ok(Next::send(b"amy", |proof| match proof {
                b"v=proof" => Ok(Next::finish(client::Finish::verified())),
                _ => Err(sasl_core::Error::new(Kind::ServerNotVerified, "not the proof")),
            }))
        })
        .server(|_| {
            Ok(Next::receive(|name| {
                Ok(Next::finish(Finish::proved(String::from_utf8_lossy(name)).saying(b"v=proof")))
            }))
        })
}

#[test]
fn a117_both_ends_meet_in_either_profile() {
    for (profile, messages) in [(Profile::MAIL, 3), (Profile::XMPP, 2)] {
        let offer =
            Registry::new().with(verifying()).offer(&server::Connection::new(profile, Security::Verified));
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
    assert_eq!(begun().success(Some(b"v=other")).unwrap_err().kind(), Kind::ServerNotVerified);
}
