//! A custom mechanism with a custom question, both ends: `cargo run -p examples --example custom-mechanism`.
//!
//! X-PIN: the client says its name, the server asks for two digits of the client's PIN by their places, and only the
//! application knows whether they are right. What to take from it: the three `impl`s for `Pin` are all that a mechanism is. A closure is
//! what an end does with the next message or answer; `docs/guide/mechanism.md` says what each part is for.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]
use countersign::{
    Awaiting, ClientRegistry, Entropy, Error, Secret, Security, ServerRegistry, Step,
    drive::{ClientAction, turn},
    sasl::{
        Asked, Client, ErrorKind, Profile, Server,
        client::{self, Authenticated, Credentials, Preference},
        mechanism::{
            ClientMechanism, Credential, Custom, Mechanism, MechanismName, Message, Next, Properties,
            Question, ServerMechanism,
        },
        server::{self, Ask, Decision, Finish, Offer, Rejection, Verdict},
    },
};
use std::fmt;
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

/// The positions of two of six digits, which differ, sent as two characters from `0` to `5`.
#[derive(Clone, Copy)]
struct Places([u8; 2]);

/// The question with its data.
struct CheckPin {
    user: String,
    places: Places,
    digits: Zeroizing<[u8; 2]>,
}

/// The answer, as a separate type, so that it cannot be confused with that of another question.
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

/// Written manually, because questions are logged.
impl fmt::Debug for CheckPin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CheckPin(..)")
    }
}

struct Pin;

impl Mechanism for Pin {
    fn name(&self) -> MechanismName {
        const NAME: MechanismName = MechanismName::from_static("X-PIN");
        NAME
    }

    /// A part of the secret is sent in plaintext, so the mechanism needs a confidential connection and is the last
    /// choice.
    fn properties(&self) -> Properties {
        Properties::new(Credential::Password, 1).plaintext()
    }
}

impl ClientMechanism for Pin {
    fn client(&self, _: client::Setup) -> Result<Next<Client>, Error> {
        Ok(Next::ask(client::WantCredentials::new(), |_, who: Credentials| {
            let name = who.user().as_bytes().to_vec();
            Ok(Next::send(name, move |challenge: &[u8]| {
                let places = Places::read(challenge).ok_or(Error::peer("X-PIN: not two places"))?;
                let digits = places.of(who.password().expose().as_bytes());
                let digits = digits.ok_or(Error::new(ErrorKind::Application, "X-PIN: not six digits"))?;
                Ok(Next::finish(client::Finish::with_final_message(Message::secret(digits))))
            }))
        }))
    }
}

impl ServerMechanism for Pin {
    fn server(&self, setup: server::Setup) -> Result<Next<Server>, Error> {
        let places = Places::drawn(setup.entropy);
        Ok(Next::receive(move |message: &[u8]| {
            let user = std::str::from_utf8(message).map_err(|_| Error::peer("X-PIN: not a name"))?.to_owned();
            // The same for every name, so that the client does not learn whether the account exists.
            Ok(Next::send(places.0.map(|place| b'0' + place).to_vec(), move |message: &[u8]| {
                let digits = message.try_into().map_err(|_| Error::peer("X-PIN: not two digits"))?;
                let question = CheckPin { user, places, digits: Zeroizing::new(digits) };
                Ok(Next::ask(question, |question: CheckPin, answer| {
                    Ok(Next::finish(match answer {
                        PinAnswer::Right => Finish::proved(question.user),
                        PinAnswer::Wrong => Finish::rejected(Rejection::BadCredentials),
                    }))
                }))
            }))
        }))
    }
}

impl Places {
    fn drawn(entropy: Entropy) -> Self {
        let [first, second, ..] = entropy.into_octets();
        let first = first % 6;
        Self([first, (first + 1 + second % 5) % 6])
    }

    fn read(message: &[u8]) -> Option<Self> {
        let places: [u8; 2] = message.try_into().ok()?;
        let fit = places.iter().all(|place| (b'0'..=b'5').contains(place)) && places[0] != places[1];
        fit.then(|| Self(places.map(|place| place - b'0')))
    }

    fn of(self, pin: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let six = pin.len() == 6 && pin.iter().all(u8::is_ascii_digit);
        six.then(|| {
            self.0.iter().filter_map(|place| pin.get(usize::from(*place))).copied().collect::<Vec<_>>().into()
        })
    }
}

/// The application's check. An unknown account takes as long as any other.
fn check(question: &CheckPin) -> PinAnswer {
    let (known, pin) = match question.user.as_str() {
        "amy" => (true, b"123456"),
        _ => (false, b"000000"),
    };
    let right = question.places.of(pin).is_some_and(|right| right.ct_eq(question.digits.as_slice()).into());
    if right & known { PinAnswer::Right } else { PinAnswer::Wrong }
}

/// The part of a server's loop that handles the custom question, up to the next message or the verdict.
fn served(mut step: Step<Server>) -> Step<Server> {
    loop {
        step = match step {
            Step::Ask(Ask::Custom(custom)) => match custom.downcast::<CheckPin>() {
                Ok(asked) => asked.answer_with(check),
                Err(other) => Ask::Custom(other).decline(),
            },
            Step::Ask(Ask::Authorize(asked)) => asked.answer(Decision::GrantAuthenticated),
            Step::Ask(other) => other.decline(),
            Step::Work(work) => work.run(),
            step @ (Step::Send { .. } | Step::Done(_)) => return step,
        }
    }
}

fn offer(security: Security) -> Offer {
    ServerRegistry::new().with(Pin).offer(&server::Connection::new(Profile::MAIL, security))
}

/// Runs both ends, one message after the other.
fn log_in(
    user: &str,
    pin: &str,
) -> Result<(Verdict, Result<Authenticated, Error>), Box<dyn std::error::Error>> {
    let offer = offer(Security::Local);
    let line = client::Connection::new(Profile::MAIL, Security::Local);
    let choice = ClientRegistry::new().with(Pin).choose(offer.names(), &line, &Preference::password())?;
    let mut step = choice.start(countersign::entropy()?)?;
    let mut waiting: Option<Awaiting<Server>> = None;
    loop {
        let ClientAction::Send(message, then) = turn(step, || Credentials::new(user, Secret::new(pin)))?
        else {
            return Err("the client is through before the server".into());
        };
        let at_server = match waiting.take() {
            None => offer.start("X-PIN", message.as_deref(), countersign::entropy()?)?,
            Some(waiting) => waiting.receive(&message.unwrap_or_default()),
        };
        match served(at_server) {
            Step::Send { message, then: server } => {
                waiting = Some(server);
                step = then.receive(&message)?;
            }
            Step::Done(verdict @ Verdict::Rejected(_)) => return Ok((verdict, Err(then.failure()))),
            Step::Done(verdict) => {
                // The server's success is passed to the client like other messages.
                let done = then.success(None).and_then(|step| {
                    match turn(step, || Credentials::new("", Secret::new("")))? {
                        ClientAction::Done(done) => Ok(done),
                        ClientAction::Send(..) => Err(Error::peer("not through")),
                    }
                });
                return Ok((verdict, done));
            }
            other => return Err(format!("{other:?}").into()),
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for (user, pin) in [("amy", "123456"), ("amy", "987612"), ("bob", "000000")] {
        let (verdict, client) = log_in(user, pin)?;
        println!("{user} {pin}: {verdict:?}; the client: {:?}", client.map(|done| done.mechanism()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(verdict: Verdict) -> Result<String, Rejection> {
        match verdict {
            Verdict::Accepted(accepted) => Ok(accepted.account().to_owned()),
            Verdict::Rejected(rejected) => Err(rejected.reason()),
        }
    }

    #[test]
    fn right_and_wrong() {
        let (verdict, client) = log_in("amy", "123456").unwrap();
        assert_eq!((reason(verdict), client.unwrap().mechanism()), (Ok("amy".into()), "X-PIN"));
        // The digits are in the wrong positions; an unknown account has no valid PIN.
        for (user, pin) in [("amy", "987612"), ("bob", "000000")] {
            let (verdict, client) = log_in(user, pin).unwrap();
            assert_eq!(
                (reason(verdict), client.unwrap_err().kind()),
                (Err(Rejection::BadCredentials), ErrorKind::Refused)
            );
        }
        assert_eq!(log_in("amy", "12345").unwrap_err().to_string(), "X-PIN: not six digits");
    }

    #[test]
    fn octets_that_are_no_message_are_malformed() {
        for (name, digits) in [(&b"\xff"[..], &b""[..]), (b"amy", b""), (b"amy", b"1"), (b"amy", b"123")] {
            let first = offer(Security::Local).start("X-PIN", Some(name), Entropy::new([0; 32])).unwrap();
            let verdict = match served(first) {
                Step::Send { then, .. } => served(then.receive(digits)),
                other => other,
            };
            let Step::Done(verdict) = verdict else { panic!("{digits:?}") };
            assert_eq!(reason(verdict), Err(Rejection::Malformed));
        }
        for challenge in ["", "0", "06", "00", "012", "ab"] {
            assert!(Places::read(challenge.as_bytes()).is_none(), "{challenge}");
        }
    }

    #[test]
    fn it_is_not_offered_in_clear() {
        assert_eq!(offer(Security::Clear).names().count(), 0);
        let refused = offer(Security::Clear).start("X-PIN", None, Entropy::new([0; 32])).unwrap_err();
        assert_eq!(refused, server::NotOffered::NeedsTls);
    }
}
