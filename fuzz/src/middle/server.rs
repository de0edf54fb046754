//! The server's end and its reaction to a message.
use super::{ends::Ends, played::Played};
use sasl_core::{
    Awaiting, Server, Step,
    server::{self, Offer},
};

/// The server has not started, waits, or has ended, with the data of its result.
pub enum State {
    Idle,
    Waits(Awaiting<Server>),
    Over,
}

/// The server's answer to a message.
pub enum Said {
    Challenge(Vec<u8>),
    /// The message was for the attacker only.
    Words(Vec<u8>),
    /// The server has ended; this data accompanies its success.
    End(Option<Vec<u8>>),
}

/// Passes a message, or the name of the mechanism alone, to the server.
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

/// Returns the message that it sends before it waits, or the data of its result.
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
