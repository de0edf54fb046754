//! The server's end: what it makes of a message.
use super::{ends::Ends, played::Played};
use sasl_core::{
    Awaiting, Server, Step,
    server::{self, Offer},
};

/// Nobody has begun; or it waits; or it is through, with the data of its end.
pub enum State {
    Idle,
    Waits(Awaiting<Server>),
    Over,
}

/// What the server says to a message.
pub enum Said {
    Challenge(Vec<u8>),
    /// This is the middle's own.
    Words(Vec<u8>),
    /// It is through, and this goes with its yes.
    End(Option<Vec<u8>>),
}

/// It hears a message, or the name of the mechanism alone.
pub fn hears<E: Ends>(
    state: &mut State,
    ends: &E,
    (offer, name): (&Offer, &str),
    message: Option<&[u8]>,
    played: &mut Played,
) -> Said {
    played.server_heard.extend(message.map(<[u8]>::to_vec));
    let step = match std::mem::replace(state, State::Over) {
        State::Over => return Said::End(None),
        State::Waits(awaiting) => awaiting.receive(message.unwrap_or_default()),
        State::Idle => match offer.start(name, message, ends.entropy()) {
            Ok(step) => step,
            Err(_) => return Said::End(None),
        },
    };
    match turn(ends, step, played) {
        Ok((message, waits)) => {
            *state = State::Waits(waits);
            Said::Challenge(message)
        }
        Err(data) => Said::End(data),
    }
}

type Waits = (Vec<u8>, Awaiting<Server>);

/// What it sends and waits for, or the data of its end.
fn turn<E: Ends>(ends: &E, mut step: server::Step, played: &mut Played) -> Result<Waits, Option<Vec<u8>>> {
    loop {
        step = match step {
            Step::Send { message, then } => {
                assert!(message.len() <= ends.longest(), "memory: a message of {} octets", message.len());
                return Ok((message.to_vec(), then));
            }
            Step::Ask(server::Ask::Lookup(asked)) => asked.answer_with(|asked| ends.find(asked.user())),
            Step::Ask(server::Ask::CheckPassword(asked)) => {
                played.passwords.push(asked.password().expose().into());
                let found = ends.find(asked.user());
                asked.verify_against(found)
            }
            Step::Ask(server::Ask::CheckToken(asked)) => {
                played.tokens.push(asked.token().expose().into());
                asked.answer_with(|asked| ends.issuer(asked))
            }
            Step::Ask(server::Ask::Authorize(asked)) => {
                played.authorized = true;
                asked.answer_with(|asked| ends.decide(asked))
            }
            Step::Ask(other) => other.decline(),
            Step::Work(work) => {
                let cost = work.cost().get();
                assert!(ends.may_cost(cost), "work: it costs {cost}");
                played.worked += 1;
                work.run()
            }
            Step::Receive(never) => match never {},
            Step::Done(verdict) => {
                let accepted = verdict.accepted();
                let data = accepted.as_ref().and_then(|accepted| accepted.success_data().map(<[u8]>::to_vec));
                played.server = accepted;
                return Err(data);
            }
        }
    }
}
