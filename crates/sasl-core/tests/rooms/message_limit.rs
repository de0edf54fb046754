//! No message longer than the limit reaches a mechanism.
use crate::dummies::{choice, dial, offer, rejected, sent, verdict};
use sasl_core::{
    ErrorKind, Profile, Security, ServerRegistry, Step, client,
    mechanism::{Credential, Next, Properties},
    server::{self, Finish, Rejection},
};
use sasl_testkit::{Dummy, entropy};

const SMALL: Profile = Profile::new(8).with_success_data();
const FITS: &[u8] = b"12345678";
const LONG: &[u8] = b"123456789";

fn two_messages() -> server::Offer {
    offer(SMALL, || {
        Ok(Next::receive(|_| Ok(Next::send(b"more", |_| Ok(Next::finish(Finish::proved("amy")))))))
    })
}

#[test]
fn a038_an_initial_response_over_the_limit_is_rejected() {
    assert_eq!(rejected(two_messages().start("X-TEST", Some(LONG), entropy(1)).unwrap()), Rejection::TooLong);
    let (message, _) = sent(two_messages().start("X-TEST", Some(FITS), entropy(1)).unwrap());
    assert_eq!(message, b"more");
}

#[test]
fn a038_a_response_over_the_limit_is_rejected() {
    for (response, long) in [(FITS, false), (LONG, true)] {
        let (_, then) = sent(two_messages().start("X-TEST", Some(b""), entropy(1)).unwrap());
        assert_eq!(then.max_message(), 8);
        let step = then.receive(response);
        match step {
            Step::Done(verdict) => assert!(long && crate::dummies::reason(&verdict) == Rejection::TooLong),
            step => assert!(!long, "{step:?}"),
        }
    }
}

#[test]
fn a038_a_line_that_is_too_long_to_decode_is_rejected_alike() {
    let (_, then) = sent(two_messages().start("X-TEST", None, entropy(1)).unwrap());
    assert_eq!(crate::dummies::reason(&then.reject_too_long()), Rejection::TooLong);
}

#[test]
fn a038_a_long_answer_to_success_data_is_not_read() {
    let saying = || Ok(Next::receive(|_| Ok(Next::finish(Finish::proved("amy").with_final_message(b"v=")))));
    let step = offer(Profile::new(8), saying).start("X-TEST", Some(b""), entropy(1));
    let step = crate::dummies::authorize(step.unwrap(), server::Decision::GrantAuthenticated);
    // Every answer but a cancellation acknowledges them, whatever it says.
    assert!(matches!(sent(step).1.receive(LONG), Step::Done(server::Verdict::Accepted(_))));
}

#[test]
fn a038_a_challenge_over_the_limit_is_the_servers_fault() {
    let echo = || Ok(Next::send(b"amy", |said| Ok(Next::finish(client::Finish::with_final_message(said)))));
    let (_, then) = sent(dial(SMALL, echo).unwrap());
    let error = then.receive(LONG).unwrap_err();
    assert_eq!((error.kind(), error.to_string()), (ErrorKind::Peer, "the challenge is too long".into()));
    let (_, then) = sent(dial(SMALL, echo).unwrap());
    assert_eq!(sent(then.receive(FITS).unwrap()).0, FITS);
}

#[test]
fn a038_data_with_success_over_the_limit_are_the_servers_fault() {
    let reading = || Ok(Next::send(b"amy", |_| Ok(Next::finish(client::Finish::verified()))));
    let (_, then) = sent(dial(SMALL, reading).unwrap());
    let error = then.success(Some(LONG)).unwrap_err();
    assert_eq!((error.kind(), error.to_string()), (ErrorKind::Peer, "the success data is too long".into()));
    let (_, then) = sent(dial(SMALL, reading).unwrap());
    assert!(matches!(then.success(Some(FITS)), Ok(Step::Done(_))));
}

#[test]
fn a_mechanism_that_declares_longer_messages_gets_them_and_others_do_not() {
    let traits = Properties::new(Credential::Password, 30).max_message(9);
    let wide = Dummy::new("X-WIDE").properties(traits);
    let registry = ServerRegistry::new().with(wide).with(Dummy::new("X-TEST"));
    let offer = registry.offer(&server::Connection::new(SMALL, Security::Verified));
    assert_eq!(offer.max_message(), 9);
    assert!(matches!(offer.start("X-WIDE", Some(LONG), entropy(1)), Ok(Step::Ask(_))));
    assert_eq!(rejected(offer.start("X-TEST", Some(LONG), entropy(1)).unwrap()), Rejection::TooLong);
    let (_, then) = sent(choice(SMALL, Dummy::new("X-TEST").properties(traits)).start(entropy(1)).unwrap());
    assert_eq!(then.max_message(), 9);
}

#[test]
fn a_mechanism_that_declares_shorter_messages_does_not_lower_the_limit() {
    let narrow = || Dummy::new("X-TEST").properties(Properties::new(Credential::Password, 1).max_message(2));
    let offer =
        ServerRegistry::new().with(narrow()).offer(&server::Connection::new(SMALL, Security::Verified));
    assert_eq!(offer.max_message(), 8);
    assert!(matches!(offer.start("X-TEST", Some(FITS), entropy(1)), Ok(Step::Ask(_))));
    let (_, then) = sent(choice(SMALL, narrow()).start(entropy(1)).unwrap());
    assert_eq!(then.max_message(), 8);
}

#[test]
fn a_mechanism_that_cannot_begin_still_refuses_a_long_message_first() {
    let broken = offer(SMALL, || Err(sasl_core::Error::new(ErrorKind::Application, "not configured")));
    assert_eq!(rejected(broken.start("X-TEST", Some(LONG), entropy(1)).unwrap()), Rejection::TooLong);
    assert_eq!(
        crate::dummies::reason(&verdict(broken.start("X-TEST", Some(FITS), entropy(1)).unwrap())),
        Rejection::Unavailable
    );
}
