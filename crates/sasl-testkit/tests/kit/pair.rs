//! The pair: what it delivers, what the middle can do, and where it stops.
use crate::{amy, ends};
use sasl_core::{
    ErrorKind, Profile,
    server::{Decision, Rejection, Verdict},
};
use sasl_testkit::{Ended, Fate, From, Pair, entropy};

fn pair(profile: Profile) -> Pair<'static> {
    let (offer, choice) = ends(profile);
    Pair::new(&offer, choice, amy("pencil"))
}

fn said(ended: &Ended) -> Vec<(From, &str)> {
    ended.transcript.iter().map(|(from, octets)| (*from, str::from_utf8(octets).unwrap_or("?"))).collect()
}

fn reason(ended: &Ended) -> Option<Rejection> {
    match &ended.server {
        Verdict::Accepted(_) => None,
        Verdict::Rejected(rejected) => Some(rejected.reason()),
    }
}

fn client_error(ended: &Ended) -> Option<ErrorKind> {
    ended.client.as_ref().err().map(sasl_core::Error::kind)
}

#[test]
fn both_ends_agree_and_success_carries_data_where_possible() {
    let ended = pair(Profile::XMPP).drive();
    assert!(ended.client.as_ref().unwrap().server_verified());
    assert_eq!(
        said(&ended),
        [
            (From::Client, "amy"),
            (From::Server, "n=02"),
            (From::Client, "n=02,pencil"),
            (From::Server, "v=pencil")
        ]
    );
    assert_eq!(ended.server.accepted().unwrap().account(), "amy");
}

#[test]
fn where_there_is_no_room_the_client_answers_success_data_with_nothing() {
    let ended = pair(Profile::MAIL).drive();
    assert!(ended.client.is_ok());
    assert_eq!(said(&ended)[3..], [(From::Server, "v=pencil"), (From::Client, "")]);
}

#[test]
fn a_first_message_that_is_held_back_follows_an_empty_challenge() {
    let ended = pair(Profile::MAIL).without_initial_response().drive();
    assert!(ended.client.is_ok());
    assert_eq!(said(&ended)[..2], [(From::Server, ""), (From::Client, "amy")]);
}

#[test]
fn entropy_is_what_the_test_says() {
    let ended = pair(Profile::MAIL).entropy(entropy(8), entropy(9)).drive();
    assert_eq!(said(&ended)[1], (From::Server, "n=09"));
}

#[test]
fn a_wrong_password_and_an_unknown_user_are_refused_at_both_ends() {
    for application in [amy("stylus"), amy("pencil").credentials("bob", "pencil")] {
        let (offer, choice) = ends(Profile::MAIL);
        let ended = Pair::new(&offer, choice, application).drive();
        assert_eq!(client_error(&ended), Some(ErrorKind::Refused));
        assert_eq!(reason(&ended), Some(Rejection::BadCredentials));
    }
}

#[test]
fn authorization_and_a_directory_that_is_away_decide_too() {
    let (offer, choice) = ends(Profile::MAIL);
    let denying = amy("pencil").authorizing(|_| Decision::Deny(Rejection::Disabled));
    assert_eq!(reason(&Pair::new(&offer, choice.clone(), denying).drive()), Some(Rejection::Disabled));
    let away = amy("pencil").unavailable();
    assert_eq!(reason(&Pair::new(&offer, choice, away).drive()), Some(Rejection::Unavailable));
}

#[test]
fn the_middle_changes_a_message_and_both_ends_notice() {
    let change = |from, nth, octets: &mut Vec<u8>| {
        if (from, nth) == (From::Server, 1) {
            octets.push(b'!');
        }
    };
    for profile in [Profile::MAIL, Profile::XMPP] {
        let ended = pair(profile).tamper(change).drive();
        assert_eq!(client_error(&ended), Some(ErrorKind::ServerNotVerified));
    }
    let ended = pair(Profile::MAIL).tamper(|_, _, octets| octets.push(b'!')).drive();
    assert_eq!(reason(&ended), Some(Rejection::BadCredentials));
}

#[test]
fn every_fate_of_a_message_reaches_the_client() {
    for (fate, kind) in [
        (Fate::Dropped, ErrorKind::Cancelled),
        (Fate::Success(None), ErrorKind::ServerNotVerified),
        (Fate::Failure, ErrorKind::Refused),
        (Fate::Challenge(b"what?".to_vec()), ErrorKind::Peer),
    ] {
        let ended = pair(Profile::MAIL).at(From::Server, 0, fate.clone()).drive();
        assert_eq!(client_error(&ended), Some(kind), "{fate:?}");
        assert_eq!(reason(&ended), Some(Rejection::Cancelled), "{fate:?}");
    }
}

#[test]
fn a_challenge_of_the_middle_is_answered_and_the_answer_travels_on() {
    let ended = pair(Profile::MAIL).at(From::Client, 0, Fate::Challenge(b"n=77".to_vec())).drive();
    assert_eq!(said(&ended)[..2], [(From::Client, "amy"), (From::Client, "n=77,pencil")]);
    assert!(ended.client.is_err());
}

#[test]
fn a_bound_that_is_too_low_stops_the_exchange() {
    assert!(pair(Profile::MAIL).drive_bounded(3).is_none());
    assert!(pair(Profile::MAIL).drive_bounded(5).is_some());
}
