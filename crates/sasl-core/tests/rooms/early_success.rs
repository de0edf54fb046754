//! The client's last word: no success before the server's proof, nothing after the last message.
use crate::dummies::{dial, sent};
use sasl_core::{
    Awaiting, Client, ClientRegistry, Error, ErrorKind, Profile, Security, ServerRegistry, Step,
    client::{self, Authenticated, Finish, Preference},
    mechanism::Next,
    server,
};
use sasl_testkit::{Application, Ended, Fate, From, Pair, Pencil, mutual};
use std::sync::Arc;

fn logging_in(profile: Profile) -> Pair<'static> {
    let offer =
        ServerRegistry::new().with(mutual()).offer(&server::Connection::new(profile, Security::Verified));
    let line = client::Connection::new(profile, Security::Verified);
    let registry = ClientRegistry::new().with(mutual());
    let choice = registry.choose(offer.names(), &line, &Preference::password()).unwrap();
    let records =
        sasl_core::Records::new([Arc::new(Pencil("pencil")) as Arc<dyn sasl_core::mechanism::Record>]);
    Pair::new(&offer, choice, Application::new().account("amy", records).credentials("amy", "pencil"))
}

fn kind(ended: &Ended) -> Option<ErrorKind> {
    ended.client.as_ref().err().map(Error::kind)
}

/// A client that has said all and is verified or not, and waits for the server's yes.
fn waiting(finish: fn() -> Finish) -> Awaiting<Client> {
    sent(dial(Profile::XMPP, move || Ok(Next::finish(finish()))).unwrap()).1
}

fn done(step: Result<client::Step, Error>) -> Authenticated {
    match step {
        Ok(Step::Done(authenticated)) => authenticated,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a007_success_before_the_servers_proof_is_rejected_in_every_state() {
    for profile in [Profile::MAIL, Profile::XMPP] {
        for (from, nth) in [(From::Client, 0), (From::Server, 0), (From::Client, 1), (From::Server, 1)] {
            let ended = logging_in(profile).at(from, nth, Fate::Success(None)).drive();
            assert_eq!(kind(&ended), Some(ErrorKind::ServerNotVerified), "{from:?} {nth}");
        }
    }
}

#[test]
fn a007_success_with_a_wrong_proof_is_rejected_in_every_state() {
    for (from, nth) in [(From::Client, 0), (From::Server, 0), (From::Client, 1), (From::Server, 1)] {
        for data in [&b"n=77"[..], b"v=stylus", b""] {
            let ended = logging_in(Profile::XMPP).at(from, nth, Fate::Success(Some(data.into()))).drive();
            assert!(ended.client.is_err(), "{from:?} {nth} {data:?}");
        }
    }
}

#[test]
fn a007_success_with_a_well_formed_challenge_is_not_the_end() {
    let ended = logging_in(Profile::XMPP).at(From::Client, 0, Fate::Success(Some(b"n=77".to_vec()))).drive();
    assert_eq!(kind(&ended), Some(ErrorKind::ServerNotVerified));
}

#[test]
fn a007_success_while_the_server_has_yet_to_speak_first_is_not_believed() {
    let listening = || Ok(Next::receive(|_| Ok(Next::finish(Finish::with_final_message(b"amy")))));
    let Ok(Step::Receive(opening)) = dial(Profile::MAIL, listening) else { panic!() };
    assert_eq!(opening.success(None).unwrap_err().kind(), ErrorKind::ServerNotVerified);
    let Ok(Step::Receive(opening)) = dial(Profile::MAIL, listening) else { panic!() };
    assert_eq!(opening.success(Some(b"data")).unwrap_err().kind(), ErrorKind::ServerNotVerified);
}

#[test]
fn a008_a_challenge_after_the_last_message_is_the_servers_fault() {
    for challenge in [&b""[..], b"v=proof", b"more"] {
        let error = waiting(Finish::verified).receive(challenge).unwrap_err();
        assert_eq!(
            (error.kind(), error.to_string()),
            (ErrorKind::Peer, "unexpected challenge after the last one".into())
        );
        assert_eq!(
            waiting(|| Finish::with_final_message(b"amy")).receive(challenge).unwrap_err().kind(),
            ErrorKind::Peer
        );
    }
}

#[test]
fn a008_a_server_that_keeps_talking_after_its_proof_is_left() {
    let ended = logging_in(Profile::MAIL).at(From::Client, 2, Fate::Challenge(b"v=pencil".to_vec())).drive();
    assert_eq!(kind(&ended), Some(ErrorKind::Peer));
    assert!(ended.server.accepted().is_none());
}

#[test]
fn a012_an_earlier_challenge_at_a_later_state_is_an_error() {
    // The nonce comes again where the proof is due.
    let ended = logging_in(Profile::MAIL).at(From::Server, 1, Fate::Challenge(b"n=02".to_vec())).drive();
    assert_eq!(kind(&ended), Some(ErrorKind::ServerNotVerified));
    // The proof comes where the nonce is due.
    let ended = logging_in(Profile::MAIL).at(From::Server, 0, Fate::Challenge(b"v=pencil".to_vec())).drive();
    assert_eq!(kind(&ended), Some(ErrorKind::Peer));
}

#[test]
fn success_after_the_last_message_is_believed_and_says_what_was_proved() {
    assert!(done(waiting(Finish::verified).success(None)).server_verified());
    let unproved = done(waiting(|| Finish::with_final_message(b"amy")).success(None));
    assert!(!unproved.server_verified());
    assert_eq!((unproved.mechanism(), unproved.binding()), ("X-TEST", None));
}

#[test]
fn empty_data_with_success_are_none() {
    assert!(done(waiting(Finish::verified).success(Some(b""))).server_verified());
}

#[test]
fn data_with_success_where_none_are_expected_are_the_servers_fault() {
    let error = waiting(Finish::verified).success(Some(b"x")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Peer);
}

#[test]
fn failure_is_a_refusal_in_every_state() {
    assert_eq!(waiting(Finish::verified).failure().kind(), ErrorKind::Refused);
    for (from, nth) in [(From::Client, 0), (From::Server, 0), (From::Client, 1), (From::Server, 1)] {
        let ended = logging_in(Profile::MAIL).at(from, nth, Fate::Failure).drive();
        assert_eq!(kind(&ended), Some(ErrorKind::Refused), "{from:?} {nth}");
    }
}

#[test]
fn a_challenge_that_ends_the_mechanism_is_answered_with_nothing() {
    let reading = || Ok(Next::send(b"amy", |_| Ok(Next::finish(Finish::verified()))));
    let (_, then) = sent(dial(Profile::MAIL, reading).unwrap());
    let (answer, then) = sent(then.receive(b"v=proof").unwrap());
    assert_eq!(answer, b"");
    assert!(done(then.success(None)).server_verified());
}
