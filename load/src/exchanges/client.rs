//! The turns of a client.
use super::{
    plan::{Attempt, Fault, Plan},
    world::{name, password, token},
};
use countersign::{
    Awaiting, Error, Secret, Step,
    sasl::{
        Client,
        client::{Ask, Authenticated, Credentials, Token},
        mechanism::Message,
        server::Verdict,
    },
};

/// The result of a client's turn.
pub enum Said {
    /// A message, or none yet because the server sends the first one.
    Words(Option<Message>, Awaiting<Client>),
    /// The client has cancelled its work.
    Gone,
    /// The client considers itself authenticated.
    In(Authenticated),
}

/// Answers the question and does the work up to the next message.
pub fn turn(plan: &Plan, mut step: Step<Client>) -> Result<Said, Error> {
    loop {
        step = match step {
            Step::Send { message, then } => return Ok(Said::Words(Some(message), then)),
            Step::Receive(then) => return Ok(Said::Words(None, then)),
            Step::Ask(Ask::Credentials(asked)) => asked.answer(credentials(plan))?,
            Step::Ask(Ask::Token(asked)) => asked.answer(shown(plan))?,
            Step::Ask(other) => return Err(other.decline()),
            Step::Work(work) if plan.fault == Fault::ClientWorkDropped => {
                drop(work.run_for(1));
                return Ok(Said::Gone);
            }
            Step::Work(work) => work.run()?,
            Step::Done(authenticated) => return Ok(Said::In(authenticated)),
        };
    }
}

/// Passes the protocol's result to the client.
pub fn told(client: Awaiting<Client>, verdict: &Verdict) -> Result<Authenticated, Error> {
    match verdict {
        Verdict::Accepted(accepted) => match client.success(accepted.success_data())? {
            Step::Done(authenticated) => Ok(authenticated),
            _ => Err(Error::peer("success is not the end")),
        },
        Verdict::Rejected(rejected) => match rejected.failure_data() {
            None => Err(client.failure()),
            Some(data) => match client.receive(data) {
                Ok(Step::Send { then, .. }) => Err(then.failure()),
                Ok(_) => Err(Error::peer("failure is not the end")),
                Err(error) => Err(error),
            },
        },
    }
}

fn user(plan: &Plan) -> String {
    match plan.attempt {
        Attempt::Nobody => format!("nobody{}", plan.number),
        Attempt::Right | Attempt::Wrong | Attempt::Between => name(plan.account),
    }
}

fn credentials(plan: &Plan) -> Credentials {
    let password = password(plan.account);
    let password = if plan.attempt == Attempt::Wrong { format!("{password}!") } else { password };
    Credentials::new(user(plan), Secret::new(&password))
}

fn shown(plan: &Plan) -> Token {
    let token = match plan.attempt {
        Attempt::Right | Attempt::Between => token(plan.account),
        Attempt::Wrong | Attempt::Nobody => "token.of.nobody".into(),
    };
    Token::new(user(plan), Secret::new(&token))
}
