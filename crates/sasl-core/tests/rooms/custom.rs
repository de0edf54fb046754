//! A question that the frame has never heard of.
use crate::dummies::{dial, reason, rejected, sent, serve, verdict};
use sasl_core::{
    Asked, Client, Error, ErrorKind, Profile, Server, Step, client,
    mechanism::{Custom, Next, Question},
    server::{self, Ask, Decision, Finish, Rejection},
};

#[derive(Debug)]
struct Colour(&'static str);

#[derive(Debug)]
struct Shape;

#[derive(Debug)]
struct Pin;

impl Question for Colour {
    type Side = Server;
    type Answer = u32;
    fn into_ask(asked: Asked<Self>) -> Ask {
        Ask::Custom(Custom::new(asked))
    }
}

impl Question for Shape {
    type Side = Server;
    type Answer = ();
    fn into_ask(asked: Asked<Self>) -> Ask {
        Ask::Custom(Custom::new(asked))
    }
}

impl Question for Pin {
    type Side = Client;
    type Answer = &'static str;
    fn into_ask(asked: Asked<Self>) -> client::Ask {
        client::Ask::Custom(Custom::new(asked))
    }
}

fn asked() -> Custom<Server> {
    let step = serve(Profile::MAIL, || {
        Next::ask(Colour("of the sky"), |question, answer| {
            Ok(Next::finish(Finish::proved(format!("{answer} {}", question.0)).with_final_message(b"v=")))
        })
    });
    match step {
        Step::Ask(Ask::Custom(custom)) => custom,
        other => panic!("{other:?}"),
    }
}

#[test]
fn it_comes_back_with_its_own_type_and_goes_on_with_its_own_answer() {
    let colour = asked().downcast::<Colour>().unwrap();
    assert_eq!(colour.0, "of the sky");
    let step = crate::dummies::authorize(colour.answer(7), Decision::GrantAuthenticated);
    // The profile's rules hold after it: no room for data with success.
    let (message, then) = sent(step);
    assert_eq!((&*message, then.mechanism()), (&b"v="[..], "X-TEST"));
    assert_eq!(verdict(then.receive(b"")).accepted().unwrap().account(), "7 of the sky");
}

#[test]
fn a_wrong_guess_gives_the_exchange_back() {
    let custom = asked().downcast::<Shape>().unwrap_err();
    let colour = custom.downcast::<Colour>().unwrap();
    let Step::Ask(Ask::Authorize(authorize)) =
        colour.answer_with(|colour| u32::from(colour.0 == "of the sky"))
    else {
        panic!()
    };
    assert_eq!(authorize.authenticated(), "1 of the sky");
}

#[test]
fn it_can_be_left_without_an_answer() {
    let ask = Ask::Custom(asked().downcast::<Shape>().unwrap_err());
    assert_eq!(ask.mechanism(), "X-TEST");
    assert_eq!(rejected(ask.decline()), Rejection::Unavailable);
    assert_eq!(rejected(asked().downcast::<Colour>().unwrap().unavailable()), Rejection::Unavailable);
    assert_eq!(reason(&asked().downcast::<Colour>().unwrap().cancel()), Rejection::Cancelled);
}

#[test]
fn a_client_can_ask_one_too() {
    let asking =
        || Ok(Next::ask(Pin, |_, pin| Ok(Next::finish(client::Finish::with_final_message(pin.as_bytes())))));
    let ask = || match dial(Profile::MAIL, asking) {
        Ok(Step::Ask(client::Ask::Custom(custom))) => custom,
        other => panic!("{other:?}"),
    };
    assert_eq!(sent(ask().downcast::<Pin>().unwrap().answer("1234").unwrap()).0, b"1234");
    assert_eq!(client::Ask::Custom(ask()).decline().kind(), ErrorKind::Application);
}

#[test]
fn it_shows_itself_as_the_question_it_is() {
    assert!(format!("{:?}", asked()).contains("Colour(\"of the sky\")"));
}

#[test]
fn an_error_after_it_is_a_verdict() {
    let step = serve(Profile::MAIL, || {
        Next::ask(Shape, |_, ()| Err(Error::new(ErrorKind::Application, "no shape")))
    });
    let Step::Ask(server::Ask::Custom(custom)) = step else { panic!("{step:?}") };
    assert_eq!(rejected(custom.downcast::<Shape>().unwrap().answer(())), Rejection::Unavailable);
}
