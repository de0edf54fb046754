//! Every question of a server can be left without an answer.
use crate::dummies::{reason, rejected, serve};
use sasl_core::{
    Profile, Secret, Step,
    mechanism::Next,
    server::{Ask, CheckPassword, CheckToken, Finish, Found, Lookup, Rejection, Step as ServerStep, Verdict},
};
use std::{
    future::{Future as _, pending},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    task::{Context, Waker},
};

fn ends() -> Result<Next<sasl_core::Server>, sasl_core::Error> {
    Ok(Next::finish(Finish::proved("amy")))
}

/// One step for each kind of question that the frame knows.
fn questions() -> [ServerStep; 4] {
    [
        serve(Profile::MAIL, || Next::ask(Lookup::new("amy", None, "X-TEST"), |_, _| ends())),
        serve(Profile::MAIL, || {
            Next::ask(CheckPassword::new("amy", Secret::new("pencil"), "X-TEST"), |_, _| ends())
        }),
        serve(Profile::MAIL, || Next::ask(CheckToken::new(Secret::new("token")), |_, _| ends())),
        serve(Profile::MAIL, || Next::finish(Finish::proved("amy"))),
    ]
}

fn ask(step: ServerStep) -> Ask {
    match step {
        Step::Ask(ask) => ask,
        other => panic!("not a question: {other:?}"),
    }
}

fn unavailable(ask: Ask) -> ServerStep {
    match ask {
        Ask::Lookup(asked) => asked.unavailable(),
        Ask::CheckPassword(asked) => asked.unavailable(),
        Ask::CheckToken(asked) => asked.unavailable(),
        Ask::Authorize(asked) => asked.unavailable(),
        other => panic!("{other:?}"),
    }
}

fn cancelled(ask: Ask) -> Verdict {
    match ask {
        Ask::Lookup(asked) => asked.cancel(),
        Ask::CheckPassword(asked) => asked.cancel(),
        Ask::CheckToken(asked) => asked.cancel(),
        Ask::Authorize(asked) => asked.cancel(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_directory_that_is_away_makes_the_login_unavailable() {
    for step in questions() {
        assert_eq!(rejected(unavailable(ask(step))), Rejection::Unavailable);
    }
}

/// A lookup that has hung is the caller's to give up: by a time-out of its own around whatever it waits for.
#[test]
fn a039_a_lookup_that_never_answers_is_given_up_and_nothing_of_it_goes_on() {
    let resumed = Arc::new(AtomicU32::new(0));
    let begin = || {
        let resumed = Arc::clone(&resumed);
        serve(Profile::MAIL, move || {
            let resumed = Arc::clone(&resumed);
            Next::ask(Lookup::new("amy", None, "X-TEST"), move |_, _| {
                resumed.fetch_add(1, Ordering::Relaxed);
                ends()
            })
        })
    };
    let found = || Found::Unknown { canonical: "amy".into() };
    for hangs in [true, false] {
        let Ask::Lookup(asked) = ask(begin()) else { panic!("not a lookup") };
        let mut looking_up = Box::pin(async move {
            if hangs {
                pending::<()>().await;
            }
            asked.answer(found())
        });
        let polled = looking_up.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        assert_eq!(polled.is_pending(), hangs);
        drop(looking_up);
        assert_eq!(resumed.load(Ordering::Relaxed), u32::from(!hangs), "what is given up is not resumed");
    }
    // Whoever has kept the question beside the time-out answers the client.
    let Ask::Lookup(asked) = ask(begin()) else { panic!("not a lookup") };
    assert_eq!(rejected(asked.unavailable()), Rejection::Unavailable);
    assert_eq!(resumed.load(Ordering::Relaxed), 1);
}

#[test]
fn a_client_that_is_gone_makes_it_cancelled() {
    for step in questions() {
        assert_eq!(reason(&cancelled(ask(step))), Rejection::Cancelled);
    }
}

#[test]
fn a_question_that_a_program_does_not_know_makes_it_unavailable() {
    for step in questions() {
        let ask = ask(step);
        assert_eq!(ask.mechanism(), "X-TEST");
        assert_eq!(rejected(ask.decline()), Rejection::Unavailable);
    }
}

#[test]
fn each_question_is_the_one_that_was_asked() {
    let [lookup, password, token, authorize] = questions().map(ask);
    assert!(matches!(lookup, Ask::Lookup(asked) if asked.user() == "amy" && asked.mechanism() == "X-TEST"));
    assert!(matches!(password, Ask::CheckPassword(asked)
        if asked.user() == "amy" && asked.password().expose() == "pencil" && asked.mechanism() == "X-TEST"));
    assert!(
        matches!(token, Ask::CheckToken(asked) if asked.token().expose() == "token" && asked.user().is_none())
    );
    assert!(matches!(authorize, Ask::Authorize(asked) if asked.authenticated() == "amy"));
}

#[test]
fn a_lookup_keeps_the_name_as_sent_beside_the_prepared_one() {
    let both = Lookup::new("A\u{308}my", Some("\u{c4}my".into()), "X-TEST");
    assert_eq!((both.user(), both.as_sent()), ("\u{c4}my", "A\u{308}my"));
    assert_eq!(both.into_user(), "\u{c4}my");
    let one = Lookup::new("amy", None, "X-TEST");
    assert_eq!((one.user(), one.as_sent()), ("amy", "amy"));
    assert_eq!(one.into_user(), "amy");
}
