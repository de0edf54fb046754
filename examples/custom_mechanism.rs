//! A mechanism of one's own, with a question of its own: `cargo run -p examples --example custom-mechanism`.
//!
//! X-PIN: the client sends its name and a number; only the application knows whose number that is.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]
use countersign::{
    Error, Mechanism, Registry, Security, Step,
    core::{
        Asked, Client, Credential, Custom, Next, Profile, Question, Server, Traits, client,
        server::{self, Ask, Decision, Finish, Rejection, Verdict},
    },
};
use std::fmt;

/// The question, and what is known when it is asked.
struct CheckPin {
    user: String,
    pin: u32,
}

/// The answer: a type of its own, so that it cannot be mixed up with another question's.
enum PinAnswer {
    Right,
    Wrong,
}

impl Question for CheckPin {
    type Side = Server;
    type Answer = PinAnswer;
    fn into_ask(asked: Asked<Self>) -> Ask {
        Ask::Custom(Custom::new(asked))
    }
}

impl fmt::Debug for CheckPin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CheckPin(..)")
    }
}

struct Pin;

impl Mechanism for Pin {
    fn name(&self) -> &'static str {
        "X-PIN"
    }

    fn traits(&self) -> Traits {
        Traits::new(Credential::Password, 1).plaintext()
    }

    fn client(&self, _: client::Setup) -> Result<Next<Client>, Error> {
        Ok(Next::ask(client::WantCredentials::new(), |_, who: client::Credentials| {
            Ok(Next::finish(client::Finish::said(format!("{} {}", who.user(), who.password().expose()))))
        }))
    }

    fn server(&self, _: server::Setup) -> Result<Next<Server>, Error> {
        Ok(Next::receive(|message: &[u8]| {
            let question = read(message).ok_or(Error::peer("X-PIN: not a name and a number"))?;
            Ok(Next::ask(question, |question: CheckPin, answer| {
                Ok(Next::finish(match answer {
                    PinAnswer::Right => Finish::proved(question.user),
                    PinAnswer::Wrong => Finish::rejected(Rejection::BadCredentials),
                }))
            }))
        }))
    }
}

fn read(message: &[u8]) -> Option<CheckPin> {
    let (user, pin) = std::str::from_utf8(message).ok()?.split_once(' ')?;
    Some(CheckPin { user: user.into(), pin: pin.parse().ok()? })
}

/// What a server's loop does with it, beside the questions that it knows anyway.
fn verdict(initial: &[u8]) -> Result<Verdict, Box<dyn std::error::Error>> {
    let line = server::Connection::new(Profile::MAIL, Security::Local);
    let offer = Registry::new().with(Pin).offer(&line);
    let mut step = offer.start("X-PIN", Some(initial), countersign::entropy()?)?;
    loop {
        step = match step {
            Step::Ask(Ask::Custom(custom)) => match custom.downcast::<CheckPin>() {
                Ok(asked) if asked.user == "amy" && asked.pin == 1234 => asked.answer(PinAnswer::Right),
                Ok(asked) => asked.answer(PinAnswer::Wrong),
                Err(other) => Ask::Custom(other).decline(),
            },
            Step::Ask(Ask::Authorize(asked)) => asked.answer(Decision::GrantAuthenticated),
            Step::Ask(other) => other.decline(),
            Step::Send { then, .. } => Step::Done(then.cancelled()),
            Step::Work(work) => work.run(),
            Step::Done(verdict) => return Ok(verdict),
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for initial in ["amy 1234", "amy 4321", "amy"] {
        println!("{initial:?}: {:?}", verdict(initial.as_bytes())?);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Rejection, Verdict, verdict};

    #[test]
    fn right_wrong_and_malformed() {
        let reason = |initial| match verdict(initial).unwrap() {
            Verdict::Accepted(accepted) => Err(accepted.account().to_owned()),
            Verdict::Rejected(rejected) => Ok(rejected.reason()),
        };
        assert_eq!(reason(b"amy 1234"), Err("amy".into()));
        assert_eq!(reason(b"amy 4321"), Ok(Rejection::BadCredentials));
        assert_eq!(reason(b"amy"), Ok(Rejection::Malformed));
    }
}
