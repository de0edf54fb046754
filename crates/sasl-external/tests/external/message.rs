//! The one message.
use crate::offer;
use sasl_core::{
    Step,
    server::{Ask, Decision, Rejection, Verdict},
};
use sasl_testkit::entropy;

/// Whom they want to act as; or why nobody is asked.
fn requested(message: &[u8]) -> Result<Option<String>, Rejection> {
    match offer().start("EXTERNAL", Some(message), entropy(2)).unwrap() {
        Step::Ask(Ask::Authorize(asked)) => Ok(asked.requested().map(Into::into)),
        Step::Done(Verdict::Rejected(rejected)) => Err(rejected.reason()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a112_absent_empty_and_named_are_three_things() {
    let Step::Send { message, then } = offer().start("EXTERNAL", None, entropy(2)).unwrap() else { panic!() };
    assert!(message.is_empty(), "an absent response is asked for");
    let Step::Ask(Ask::Authorize(asked)) = then.receive(b"") else { panic!() };
    assert_eq!(asked.requested(), None);
    assert_eq!(requested(b""), Ok(None), "an empty one ends it in one step");
    assert_eq!(requested(b"amy"), Ok(Some("amy".into())));
}

#[test]
fn a105_an_empty_identity_is_an_absent_one() {
    let Step::Ask(Ask::Authorize(asked)) = offer().start("EXTERNAL", Some(b""), entropy(2)).unwrap() else {
        panic!()
    };
    let Step::Done(Verdict::Accepted(accepted)) = asked.answer(Decision::GrantAuthenticated) else {
        panic!()
    };
    assert_eq!((accepted.account(), accepted.authenticated()), ("amy", "amy"));
}

#[test]
fn a045_nuls_and_what_is_no_utf8_are_refused() {
    for count in [1, 2, 3, 1000] {
        assert_eq!(requested(&vec![0; count]), Err(Rejection::Malformed));
    }
    for message in [&b"amy\0"[..], b"\0amy", b"amy\0root\0x", b"\xff", b"am\xc3", b"\xed\xa0\x80"] {
        assert_eq!(requested(message), Err(Rejection::Malformed), "{message:x?}");
    }
    assert_eq!(requested("\u{e4}\u{10348}".as_bytes()), Ok(Some("\u{e4}\u{10348}".into())));
}

#[test]
fn a056_the_identity_ends_where_the_message_ends() {
    let buffer = b"amy@example.org and what lies behind it";
    assert_eq!(requested(&buffer[..3]), Ok(Some("amy".into())));
    assert_eq!(requested(&buffer[..15]), Ok(Some("amy@example.org".into())));
}

#[test]
fn a_message_has_a_limit() {
    assert_eq!(requested(&vec![b'a'; 9216]).map(|identity| identity.map(|name| name.len())), Ok(Some(9216)));
    assert_eq!(requested(&vec![b'a'; 9217]), Err(Rejection::TooLong));
}

#[test]
fn a099_an_abandoned_exchange_is_no_login() {
    let Step::Send { then, .. } = offer().start("EXTERNAL", None, entropy(2)).unwrap() else { panic!() };
    let Verdict::Rejected(rejected) = then.cancel() else { panic!() };
    assert_eq!(rejected.reason(), Rejection::Cancelled);
    let Step::Ask(Ask::Authorize(asked)) = offer().start("EXTERNAL", Some(b""), entropy(2)).unwrap() else {
        panic!()
    };
    assert!(asked.cancel().accepted().is_none());
}
