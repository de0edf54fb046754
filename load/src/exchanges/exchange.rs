//! One exchange: both ends and the fault between them.
use super::{
    client::{self, Said},
    plan::{Attempt, Fault, Plan},
    world::World,
};
use crate::random::Random;
use countersign::{
    Awaiting, Error, Step,
    sasl::{
        Client, Server, WorkProgress,
        client::Authenticated,
        server::{Ask, Decision, Verdict},
    },
};

/// An exchange in progress. It can move to another thread between any two steps.
pub struct Exchange {
    way: Way,
    server: Step<Server>,
}

/// The progress of an exchange.
struct Way {
    plan: Plan,
    random: Random,
    /// The number of messages that the server has sent.
    heard: u8,
    client: Option<Awaiting<Client>>,
    /// Whether the fault has occurred.
    struck: bool,
}

/// The state of an exchange after a turn.
pub enum Moved {
    /// It continues on another thread.
    Parked(Exchange),
    /// It has ended.
    Over(Ended),
}

/// The outcome at both ends.
pub struct Ended {
    pub plan: Plan,
    pub struck: bool,
    /// The verdict; `None` if the server has dropped the exchange.
    pub verdict: Option<Verdict>,
    /// The client's outcome; `None` if the client has disconnected.
    pub client: Option<Result<Authenticated, Error>>,
}

impl Exchange {
    /// Starts an exchange with the client's first message.
    pub fn begin(world: &World, seed: u64, number: u64) -> Moved {
        let (plan, mut random) = Plan::new(seed, number);
        let over = |client, struck| Moved::Over(Ended { plan, struck, verdict: None, client });
        let choice = world.choice(plan.profile, plan.mechanism, plan.attempt == Attempt::Between);
        let said = choice.start(random.entropy()).and_then(|step| client::turn(&plan, step));
        let (message, client) = match said {
            Ok(Said::Words(message, client)) => (message, client),
            Ok(Said::Gone) => return over(None, true),
            Ok(Said::In(authenticated)) => return over(Some(Ok(authenticated)), false),
            Err(error) => return over(Some(Err(error)), false),
        };
        let step = world.offer(plan.profile).start(plan.name(), message.as_deref(), random.entropy());
        // An exchange that is not offered has no verdict, which no plan expects.
        let Ok(server) = step else { return over(None, false) };
        let way = Way { plan, random, heard: 0, client: Some(client), struck: false };
        Self { way, server }.go_on(world)
    }

    /// Runs the exchange to its end or to the next move to another thread.
    pub fn go_on(self, world: &World) -> Moved {
        let Self { mut way, server: mut step } = self;
        loop {
            let fault = if way.struck { Fault::None } else { way.plan.fault };
            step = match step {
                Step::Send { message, then } => {
                    way.heard += 1;
                    if let Fault::Vanishes { message, told } = fault
                        && message == way.heard
                    {
                        return way.gone(told.then(|| then.cancel()));
                    }
                    match way.hear(&message) {
                        Some(Ok(Said::Words(words, client))) => {
                            way.client = Some(client);
                            then.receive(words.as_deref().unwrap_or_default())
                        }
                        Some(Ok(Said::Gone)) => return way.gone(Some(then.cancel())),
                        Some(Ok(Said::In(authenticated))) => {
                            return way.over(Some(then.cancel()), Some(Ok(authenticated)));
                        }
                        Some(Err(error)) => return way.over(Some(then.cancel()), Some(Err(error))),
                        None => return way.over(Some(then.cancel()), None),
                    }
                }
                Step::Ask(Ask::Authorize(asked)) => match fault {
                    Fault::DecisionFails => {
                        way.struck = true;
                        asked.unavailable()
                    }
                    Fault::DecisionLate => return way.parked(Step::Ask(Ask::Authorize(asked))),
                    _ => asked.answer(Decision::GrantAuthenticated),
                },
                Step::Ask(asked) if fault == Fault::LookupLate => return way.parked(Step::Ask(asked)),
                Step::Ask(asked) if fault == Fault::LookupFails => {
                    way.struck = true;
                    unavailable(asked)
                }
                Step::Ask(asked) => answer(world, asked),
                Step::Work(work) => match (fault, way.random.below(4)) {
                    (Fault::WorkDropped { told }, units) => match work.run_for(1 + units as u32) {
                        WorkProgress::Pending(rest) => return way.gone(told.then(|| rest.cancel())),
                        // There was no further work.
                        WorkProgress::Complete(step) => step,
                    },
                    (Fault::WorkMoves, units) => match work.run_for(1 + units as u32) {
                        WorkProgress::Pending(rest) => return way.parked(Step::Work(rest)),
                        WorkProgress::Complete(step) => step,
                    },
                    _ => work.run(),
                },
                Step::Receive(never) => match never {},
                Step::Done(verdict) => {
                    let client = way.client.take().map(|client| client::told(client, &verdict));
                    return way.over(Some(verdict), client);
                }
            };
        }
    }
}

impl Way {
    /// Runs the client's turn.
    fn hear(&mut self, message: &[u8]) -> Option<Result<Said, Error>> {
        let client = self.client.take()?;
        Some(client.receive(message).and_then(|step| client::turn(&self.plan, step)))
    }

    fn parked(self, server: Step<Server>) -> Moved {
        Moved::Parked(Exchange { way: Self { struck: true, ..self }, server })
    }

    /// The client has disconnected, or its server has.
    fn gone(self, verdict: Option<Verdict>) -> Moved {
        Moved::Over(Ended { plan: self.plan, struck: true, verdict, client: None })
    }

    fn over(self, verdict: Option<Verdict>, client: Option<Result<Authenticated, Error>>) -> Moved {
        Moved::Over(Ended { plan: self.plan, struck: self.struck, verdict, client })
    }
}

fn answer(world: &World, ask: Ask) -> Step<Server> {
    match ask {
        Ask::Lookup(asked) => asked.answer_with(|lookup| world.find(lookup.user())),
        Ask::CheckPassword(asked) => {
            let found = world.find(asked.user());
            asked.verify_against(found)
        }
        Ask::CheckToken(asked) => asked.answer_with(|check| world.whose(check.token())),
        other => other.decline(),
    }
}

fn unavailable(ask: Ask) -> Step<Server> {
    match ask {
        Ask::Lookup(asked) => asked.unavailable(),
        Ask::CheckPassword(asked) => asked.unavailable(),
        Ask::CheckToken(asked) => asked.unavailable(),
        other => other.decline(),
    }
}
