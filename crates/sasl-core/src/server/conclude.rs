//! The conversion of a mechanism's proof into a verdict. Authorization happens here, so it cannot be omitted.
use super::{
    ask::Ask,
    authorize::{Authorize, Decision},
    finish::{End, Finish, Telling},
    rejection::Rejection,
    verdict::{Accepted, Rejected, Verdict},
};
use crate::{
    door,
    error::Error,
    exchange::{Ending, Next, Server, Side},
    frame::Frame,
    question::{Asked, Then},
    step::Step,
};

fn decided(question: Authorize, decision: Decision, frame: Frame) -> Next<Server> {
    let mut proved = question.proved;
    proved.acts_as = match decision {
        Decision::Deny(reason) => return Next::finish(Finish::rejected(reason)),
        Decision::Grant { account } => Some(account),
        Decision::GrantAuthenticated => match &proved.acts_as {
            Some(requested) if *requested != proved.authenticated => {
                return Next::finish(Finish::rejected(Rejection::NotAuthorized));
            }
            _ => None,
        },
    };
    Next::finish(Finish::accepted(Accepted { mechanism: frame.mechanism, proved }))
}

impl Side for Server {
    type Ask = Ask;
    type Outcome = Verdict;
    /// Clients always send the first message.
    type Opening = core::convert::Infallible;
    type Own = core::convert::Infallible;
    type Finish = Finish;
    type Handed = Step<Self>;

    #[inline(always)]
    fn conclude(finish: Finish, frame: Frame) -> Result<Ending<Self>, Error> {
        Ok(match finish.0 {
            // A mechanism that requires channel binding and ends without one rejects the login.
            End::Proved(proved) if frame.require_binding && proved.binding.is_none() => {
                Ending::Done(Verdict::Rejected(Rejected::new(frame, Rejection::Unavailable)))
            }
            End::Proved(proved) => {
                let question = Authorize { proved, mechanism: frame.mechanism };
                Ending::Ask(Ask::Authorize(Asked { question, then: Then::Rule(decided), frame }))
            }
            End::Accepted(accepted) if frame.success_data => Ending::Done(Verdict::Accepted(accepted)),
            End::Accepted(mut accepted) => match accepted.proved.last.take() {
                Some(last) => Ending::Acknowledged(last, Verdict::Accepted(accepted)),
                None => Ending::Done(Verdict::Accepted(accepted)),
            },
            End::Rejected(reason, telling) => {
                let rejected = Rejected::new(frame, reason);
                match telling {
                    Telling::WithFailure(data) | Telling::BeforeFailure(data) if frame.failure_data => {
                        Ending::Done(Verdict::Rejected(rejected.with_data(data)))
                    }
                    Telling::BeforeFailure(data) => Ending::Fixed(data, Verdict::Rejected(rejected)),
                    Telling::Nothing | Telling::WithFailure(_) => Ending::Done(Verdict::Rejected(rejected)),
                }
            }
        })
    }

    /// Converts every error to a verdict: a server never gets an error.
    fn hand(next: Result<Next<Self>, Error>, frame: Frame) -> Step<Self> {
        let error = match next {
            Ok(next) => match door::present(next, frame) {
                Ok(step) => return step,
                Err(error) => error,
            },
            Err(error) => error,
        };
        Step::Done(Verdict::from_error(frame, &error))
    }

    fn frame(ask: &mut Ask, frame: Frame) {
        ask.set_frame(frame);
    }
}
