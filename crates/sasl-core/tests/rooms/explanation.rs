//! A server that explains its no before it says it (RFC 7628 section 3.2.3).
use crate::dummies::{dial, sent};
use sasl_core::{Awaiting, Client, ErrorKind, Profile, Step, client::Finish, mechanism::Next};

/// A client that has said all, and that may hear why that is not enough.
fn waiting(profile: Profile) -> Awaiting<Client> {
    sent(
        dial(profile, || Ok(Next::finish(Finish::with_final_message(b"token").with_error_reply(b"\x01"))))
            .unwrap(),
    )
    .1
}

fn explained(why: &[u8]) -> Awaiting<Client> {
    let (answer, then) = sent(waiting(Profile::MAIL).receive(why).unwrap());
    assert_eq!(answer, b"\x01");
    then
}

#[test]
fn the_explanation_is_answered_and_comes_with_the_error() {
    let error = explained(b"{why}").failure();
    assert_eq!((error.kind(), error.said().unwrap().to_string().as_str()), (ErrorKind::Refused, "{why}"));
    assert_eq!(waiting(Profile::MAIL).failure().said(), None);
}

#[test]
fn a030_an_explanation_without_end_is_kept_in_part_and_escaped() {
    let error = explained(&[0x1b; 5000]).failure();
    assert_eq!(error.said().unwrap().as_untrusted_str().len(), 1024);
    assert!(error.said().unwrap().to_string().starts_with("\\u{1b}"));
    let long = vec![b'x'; 100_000];
    assert_eq!(waiting(Profile::MAIL).receive(&long).unwrap_err().kind(), ErrorKind::Peer);
}

#[test]
fn a007_after_it_there_is_no_yes() {
    for data in [None, Some(&b""[..]), Some(b"x")] {
        assert_eq!(explained(b"{why}").success(data).unwrap_err().kind(), ErrorKind::Peer);
    }
}

#[test]
fn a008_there_is_one_and_no_other() {
    assert_eq!(explained(b"{why}").receive(b"{and}").unwrap_err().kind(), ErrorKind::Peer);
    assert_eq!(explained(b"{why}").receive(b"").unwrap_err().kind(), ErrorKind::Peer);
}

#[test]
fn without_it_a_yes_is_a_yes() {
    for data in [None, Some(&b""[..])] {
        assert!(matches!(waiting(Profile::XMPP).success(data), Ok(Step::Done(_))));
    }
    assert_eq!(waiting(Profile::XMPP).success(Some(b"x")).unwrap_err().kind(), ErrorKind::Peer);
}

#[test]
fn a_mechanism_that_does_not_expect_one_takes_none() {
    let then = sent(dial(Profile::MAIL, || Ok(Next::finish(Finish::with_final_message(b"amy")))).unwrap()).1;
    assert_eq!(then.receive(b"{why}").unwrap_err().kind(), ErrorKind::Peer);
}
