//! What a client is told before it is refused, and that nothing it does then changes the verdict.
use crate::dummies::{reason, sent, serve, verdict};
use sasl_core::{
    Awaiting, Profile, Server,
    mechanism::Next,
    server::{self, Finish, Rejection, Verdict},
};

fn after(profile: Profile) -> server::Step {
    serve(profile, || Next::finish(Finish::rejected_after(Rejection::BadCredentials, b"{why}")))
}

fn told() -> Awaiting<Server> {
    let (challenge, then) = sent(after(Profile::MAIL));
    assert_eq!(challenge, b"{why}");
    then
}

fn data(step: server::Step) -> Option<Vec<u8>> {
    match verdict(step) {
        Verdict::Rejected(rejected) => {
            assert_eq!((rejected.reason(), rejected.mechanism()), (Rejection::BadCredentials, "X-TEST"));
            rejected.failure_data().map(Into::into)
        }
        Verdict::Accepted(_) => panic!("accepted"),
    }
}

#[test]
fn where_failure_has_room_it_carries_them() {
    assert_eq!(data(after(Profile::LDAP)), Some(b"{why}".to_vec()));
    let with = || Next::finish(Finish::rejected_with(Rejection::BadCredentials, b"e=why"));
    assert_eq!(data(serve(Profile::LDAP, with)), Some(b"e=why".to_vec()));
}

#[test]
fn what_is_only_for_failure_is_left_out_where_there_is_no_room() {
    for profile in [Profile::MAIL, Profile::XMPP] {
        let step =
            serve(profile, || Next::finish(Finish::rejected_with(Rejection::BadCredentials, b"e=why")));
        assert_eq!(data(step), None);
    }
}

#[test]
fn a_plain_rejection_carries_nothing_anywhere() {
    for profile in [Profile::MAIL, Profile::LDAP] {
        assert_eq!(data(serve(profile, || Next::finish(Finish::rejected(Rejection::BadCredentials)))), None);
    }
}

#[test]
fn the_verdict_is_fixed_and_can_be_counted_before_the_challenge_is_sent() {
    let then = told();
    let Some(fixed @ Verdict::Rejected(_)) = then.fixed() else { panic!("{:?}", then.fixed()) };
    assert_eq!(reason(fixed), Rejection::BadCredentials);
}

#[test]
fn no_response_changes_a_fixed_verdict() {
    let long = vec![b'x'; 100_000];
    for response in [&b""[..], b"\x01", b"amy\0root", &long] {
        assert_eq!(data(told().receive(response)), None, "{} octets", response.len());
    }
}

#[test]
fn neither_cancelling_nor_a_broken_line_changes_a_fixed_verdict() {
    for end in [Awaiting::cancel, Awaiting::reject_undecodable, Awaiting::reject_too_long] {
        assert_eq!(reason(&end(told())), Rejection::BadCredentials);
    }
}

#[test]
fn nothing_is_fixed_while_the_mechanism_still_reads() {
    let (_, then) = sent(serve(Profile::MAIL, || Next::receive(|_| Ok(Next::finish(Finish::proved("amy"))))));
    assert!(then.fixed().is_none());
    assert_eq!(reason(&then.reject_undecodable()), Rejection::Undecodable);
}

#[test]
fn every_reason_has_a_word_of_its_own() {
    let all = [
        Rejection::BadCredentials,
        Rejection::NotAuthorized,
        Rejection::Disabled,
        Rejection::Expired,
        Rejection::NeedsTransition,
        Rejection::Unavailable,
        Rejection::Throttled,
        Rejection::Malformed,
        Rejection::Undecodable,
        Rejection::UnexpectedInitialResponse,
        Rejection::TooLong,
        Rejection::Cancelled,
        Rejection::BindingMismatch,
        Rejection::Downgrade,
    ];
    let words: std::collections::BTreeSet<_> = all.iter().map(|reason| reason.label()).collect();
    assert_eq!(words.len(), all.len());
    assert!(words.iter().all(|word| word.bytes().all(|c| c.is_ascii_lowercase() || c == b'-')));
}
