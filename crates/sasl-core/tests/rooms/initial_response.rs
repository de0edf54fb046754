//! RFC 4422 section 3: the initial response, absent, empty, and where it has no place.
use crate::dummies::{dial, offer, rejected, sent};
use sasl_core::{
    Profile, Step, client,
    mechanism::Next,
    server::{Ask, Finish, Offer, Rejection},
};
use sasl_testkit::entropy;

/// Its server lets in whoever speaks, under the length of what they say.
fn counting() -> Offer {
    offer(Profile::MAIL, || {
        Ok(Next::receive(|said| Ok(Next::finish(Finish::proved(format!("{} octets", said.len()))))))
    })
}

fn proved(step: sasl_core::server::Step) -> String {
    match step {
        Step::Ask(Ask::Authorize(asked)) => asked.authenticated().to_owned(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a112_an_empty_initial_response_is_read_at_once() {
    assert_eq!(proved(counting().start("X-TEST", Some(b""), entropy(1)).unwrap()), "0 octets");
}

#[test]
fn a112_an_absent_initial_response_is_asked_for_with_an_empty_challenge() {
    let (challenge, then) = sent(counting().start("X-TEST", None, entropy(1)).unwrap());
    assert_eq!(challenge, b"");
    assert_eq!(proved(then.receive(b"")), "0 octets");
}

#[test]
fn a112_a_client_tells_an_empty_initial_response_from_none() {
    let (message, _) =
        sent(dial(Profile::MAIL, || Ok(Next::finish(client::Finish::with_final_message(b"")))).unwrap());
    assert_eq!(message, b"");
    let listening = || Ok(Next::receive(|_| Ok(Next::finish(client::Finish::with_final_message(b"x")))));
    assert!(matches!(dial(Profile::MAIL, listening).unwrap(), Step::Receive(_)));
}

#[test]
fn a_client_that_listens_first_answers_the_first_challenge() {
    let echo = || Ok(Next::receive(|said| Ok(Next::finish(client::Finish::with_final_message(said)))));
    let Ok(Step::Receive(opening)) = dial(Profile::MAIL, echo) else { panic!() };
    assert_eq!(sent(opening.receive(b"challenge").unwrap()).0, b"challenge");
}

#[test]
fn a_prompt_replaces_the_empty_challenge_only_if_nothing_was_sent() {
    let prompting = || {
        offer(Profile::MAIL, || Ok(Next::prompt(b"User Name", |_| Ok(Next::finish(Finish::proved("amy"))))))
    };
    assert_eq!(sent(prompting().start("X-TEST", None, entropy(1)).unwrap()).0, b"User Name");
    assert_eq!(proved(prompting().start("X-TEST", Some(b"amy"), entropy(1)).unwrap()), "amy");
}

#[test]
fn an_initial_response_has_no_place_before_a_challenge() {
    let first =
        || offer(Profile::MAIL, || Ok(Next::send(b"<nonce>", |_| Ok(Next::finish(Finish::proved("amy"))))));
    for initial in [&b""[..], b"amy"] {
        let step = first().start("X-TEST", Some(initial), entropy(1)).unwrap();
        assert_eq!(rejected(step), Rejection::UnexpectedInitialResponse);
    }
    assert_eq!(sent(first().start("X-TEST", None, entropy(1)).unwrap()).0, b"<nonce>");
}

#[test]
fn an_initial_response_has_no_place_where_the_mechanism_reads_nothing_yet() {
    let finished = || offer(Profile::MAIL, || Ok(Next::finish(Finish::proved("amy"))));
    let step = finished().start("X-TEST", Some(b""), entropy(1)).unwrap();
    assert_eq!(rejected(step), Rejection::UnexpectedInitialResponse);
    assert_eq!(proved(finished().start("X-TEST", None, entropy(1)).unwrap()), "amy");
}

#[test]
fn to_listen_in_mid_exchange_is_to_say_nothing() {
    let silent = || {
        Ok(Next::receive(|_| {
            Ok(Next::receive(|second| Ok(Next::finish(Finish::proved(second.len().to_string())))))
        }))
    };
    let step = offer(Profile::MAIL, silent).start("X-TEST", Some(b"first"), entropy(1)).unwrap();
    let (challenge, then) = sent(step);
    assert_eq!(challenge, b"");
    assert_eq!(proved(then.receive(b"four")), "4");
}
