//! A mechanism's error: a verdict at the server, an error at the client, the end of the exchange at both.
use crate::dummies::{dial, offer, rejected, sent, serve};
use sasl_core::{
    Cost, Error, ErrorKind, Profile, Server, Step, UntrustedText,
    client::{self, Ask},
    mechanism::Next,
    server::{self, Found, Lookup, Rejection},
};
use sasl_testkit::entropy;
use std::sync::{Arc, Mutex};

const KINDS: [(ErrorKind, Rejection); 7] = [
    (ErrorKind::Peer, Rejection::Malformed),
    (ErrorKind::Cancelled, Rejection::Cancelled),
    (ErrorKind::Refused, Rejection::Unavailable),
    (ErrorKind::ServerNotVerified, Rejection::Unavailable),
    (ErrorKind::Policy, Rejection::Unavailable),
    (ErrorKind::Application, Rejection::Unavailable),
    (ErrorKind::Internal, Rejection::Unavailable),
];

fn fails<S: sasl_core::Side>(kind: ErrorKind) -> Result<Next<S>, Error> {
    Err(Error::new(kind, "broken on purpose"))
}

#[test]
fn a_servers_error_becomes_the_verdict_of_its_kind_wherever_it_happens() {
    for (kind, reason) in KINDS {
        let begun = offer(Profile::MAIL, move || fails(kind)).start("X-TEST", None, entropy(1)).unwrap();
        assert_eq!(rejected(begun), reason, "at the start");
        let reading = offer(Profile::MAIL, move || Ok(Next::receive(move |_| fails(kind))));
        assert_eq!(
            rejected(reading.start("X-TEST", Some(b"x"), entropy(1)).unwrap()),
            reason,
            "initial response"
        );
        let (_, then) = sent(reading.start("X-TEST", None, entropy(1)).unwrap());
        assert_eq!(rejected(then.receive(b"x")), reason, "reading");
        let Step::Work(work) = serve(Profile::MAIL, move || Next::work(Cost::units(1), move || fails(kind)))
        else {
            panic!()
        };
        assert_eq!(rejected(work.run()), reason, "working");
    }
}

#[test]
fn an_answer_that_does_not_fit_makes_the_login_unavailable() {
    let step = serve(Profile::MAIL, || {
        Next::ask(Lookup::new("amy", None, "X-TEST"), |_, _| fails(ErrorKind::Application))
    });
    let Step::Ask(server::Ask::Lookup(asked)) = step else { panic!("{step:?}") };
    assert_eq!(rejected(asked.answer(Found::Unknown { canonical: "amy".into() })), Rejection::Unavailable);
}

#[test]
fn a_clients_error_is_handed_over_as_it_is() {
    for (kind, _) in KINDS {
        assert_eq!(dial(Profile::MAIL, move || fails(kind)).unwrap_err().kind(), kind, "at the start");
        let (_, then) =
            sent(dial(Profile::MAIL, move || Ok(Next::send(b"amy", move |_| fails(kind)))).unwrap());
        assert_eq!(then.receive(b"x").unwrap_err().kind(), kind, "reading");
        let (_, then) =
            sent(dial(Profile::XMPP, move || Ok(Next::send(b"amy", move |_| fails(kind)))).unwrap());
        assert_eq!(then.success(Some(b"x")).unwrap_err().kind(), kind, "reading data with success");
        let working = move || Ok(Next::work(Cost::units(1), move || fails(kind)));
        let Ok(Step::Work(work)) = dial(Profile::MAIL, working) else { panic!() };
        assert_eq!(work.run().unwrap_err().kind(), kind, "working");
    }
}

#[test]
fn a_client_that_cannot_answer_says_so() {
    let credentials = || Ok(Next::ask(client::WantCredentials::new(), |_, _| fails(ErrorKind::Peer)));
    let token = || Ok(Next::ask(client::WantToken::new(), |_, _| fails(ErrorKind::Peer)));
    let asks: [Result<client::Step, Error>; 2] =
        [dial(Profile::MAIL, credentials), dial(Profile::MAIL, token)];
    for ask in asks {
        let Ok(Step::Ask(ask)) = ask else { panic!() };
        assert!(matches!(ask, Ask::Credentials(_) | Ask::Token(_)));
        assert_eq!(ask.decline().kind(), ErrorKind::Application);
    }
}

#[test]
fn a029_an_errors_text_is_its_own_and_the_peers_words_are_kept_apart() {
    let error =
        Error::peer("the server gives a reason").with_said(UntrustedText::new(b"unknown user\x1b[2J"));
    assert_eq!(error.to_string(), "the server gives a reason");
    assert_eq!(error.said().map(ToString::to_string).as_deref(), Some("unknown user\\u{1b}[2J"));
    assert_eq!(Error::peer("no reason").said(), None);
}

#[test]
fn a013_a_new_exchange_after_a_cancelled_one_starts_afresh() {
    let offer = offer(Profile::MAIL, || {
        let mut heard = Vec::new();
        Ok(Next::<Server>::receive(move |first| {
            heard.extend_from_slice(first);
            Ok(Next::send(heard, |_| fails(ErrorKind::Peer)))
        }))
    });
    let (first, then) = sent(offer.start("X-TEST", Some(b"one"), entropy(1)).unwrap());
    assert_eq!(crate::dummies::reason(&then.cancel()), Rejection::Cancelled);
    let (second, _) = sent(offer.start("X-TEST", Some(b"two"), entropy(2)).unwrap());
    assert_eq!((&*first, &*second), (&b"one"[..], &b"two"[..]));
}

/// A step that fails takes its state with it: what has consumed the handle gives none back (see `misuse.rs` for what the
/// compiler says to a second call), and nothing of the exchange is left that could go on.
#[test]
fn a123_a_step_that_has_failed_has_taken_its_state_with_it() {
    let state = Arc::new(());
    let held = || Arc::clone(&state);
    let failing = |at: usize| {
        let state = held();
        serve(Profile::MAIL, move || {
            let state = Arc::clone(&state);
            let fail = move || {
                drop(state);
                fails(ErrorKind::Peer)
            };
            match at {
                0 => Next::receive(move |_| fail()),
                1 => Next::send(b"x", move |_| fail()),
                2 => Next::ask(Lookup::new("amy", None, "X-TEST"), move |_, _| fail()),
                _ => Next::work(Cost::units(1), fail),
            }
        })
    };
    for at in 0..4 {
        let end = match failing(at) {
            Step::Send { then, .. } => then.receive(b"x"),
            Step::Ask(server::Ask::Lookup(asked)) => asked.answer(Found::Unknown { canonical: "amy".into() }),
            Step::Work(work) => work.run(),
            other => panic!("{other:?}"),
        };
        assert_eq!(rejected(end), Rejection::Malformed, "{at}");
        assert_eq!(Arc::strong_count(&state), 1, "{at}");
    }
    for at in 0..2 {
        let state = held();
        let client = dial(Profile::MAIL, move || {
            let state = Arc::clone(&state);
            let fail = move || {
                drop(state);
                fails(ErrorKind::Peer)
            };
            Ok(if at == 0 { Next::send(b"x", move |_| fail()) } else { Next::work(Cost::units(1), fail) })
        });
        let end = match client.unwrap() {
            Step::Send { then, .. } => then.receive(b"x"),
            Step::Work(work) => work.run(),
            other => panic!("{other:?}"),
        };
        assert_eq!(end.unwrap_err().kind(), ErrorKind::Peer);
    }
    assert_eq!(Arc::strong_count(&state), 1);
}

#[test]
fn a099_a_dropped_exchange_frees_its_state_without_a_login() {
    let state = Arc::new(());
    let alive = Arc::downgrade(&state);
    let keeper = Mutex::new(Some(state));
    let step = serve(Profile::MAIL, move || {
        let state = keeper.lock().unwrap().take();
        Next::receive(move |_| {
            drop(state);
            Ok(Next::finish(server::Finish::proved("amy")))
        })
    });
    assert_eq!(alive.strong_count(), 1);
    drop(step);
    assert_eq!(alive.strong_count(), 0);
}
