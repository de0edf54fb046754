//! From a mechanism's proof to a verdict. Authorization cannot be left out, because it happens here.
use super::{
    ask::Ask,
    authorize::{Authorize, Decision},
    finish::{End, Finish, Proved, Telling},
    rejection::Rejection,
    verdict::{Accepted, Rejected, Verdict},
};
use crate::{
    door,
    error::Error,
    frame::Frame,
    message::Message,
    next::Next,
    question::{Asked, Then},
    side::{Ending, Server, Side},
    step::Step,
};
use alloc::boxed::Box;

fn decided(question: Authorize, decision: Decision, last: Option<Message>, frame: Frame) -> Next<Server> {
    let Authorize { authenticated, requested, binding, trace, extensions, mechanism: _ } = question;
    let account = match decision {
        Decision::Deny(reason) => return Next::finish(Finish::rejected(reason)),
        Decision::Grant { account } => Some(account),
        Decision::GrantAuthenticated if requested.is_some_and(|requested| requested != authenticated) => {
            return Next::finish(Finish::rejected(Rejection::NotAuthorized));
        }
        Decision::GrantAuthenticated => None,
    };
    let mechanism = frame.mechanism;
    let success_data = None;
    let accepted = Accepted { mechanism, authenticated, account, binding, trace, extensions, success_data };
    Next::finish(Finish::accepted(accepted, last))
}

impl Side for Server {
    type Ask = Ask;
    type Outcome = Verdict;
    /// A server is always spoken to first.
    type Opening = core::convert::Infallible;
    type Own = core::convert::Infallible;
    type Finish = Finish;
    type Handed = Step<Self>;

    #[inline(always)]
    fn conclude(finish: Finish, frame: Frame) -> Result<Ending<Self>, Error> {
        Ok(match finish.0 {
            // A mechanism that always binds and has lost its binding on the way lets nobody in.
            End::Proved(Proved { binding: None, .. }) if frame.require_binding => {
                Ending::Done(Verdict::Rejected(Rejected::new(frame, Rejection::Unavailable)))
            }
            End::Proved(Proved { authenticated, requested, binding, trace, extensions, last }) => {
                let mechanism = frame.mechanism;
                let question = Authorize { authenticated, requested, binding, trace, extensions, mechanism };
                Ending::Ask(Ask::Authorize(Asked { question, then: Then::Rule(decided, last), frame }))
            }
            End::Accepted(mut accepted, Some(last)) if frame.success_data => {
                accepted.success_data = Some(Box::from(&*last));
                Ending::Done(Verdict::Accepted(accepted))
            }
            End::Accepted(accepted, Some(last)) => Ending::Acknowledged(last, Verdict::Accepted(accepted)),
            End::Accepted(accepted, None) => Ending::Done(Verdict::Accepted(accepted)),
            End::Rejected(reason, telling) => {
                let rejected = Rejected::new(frame, reason);
                match telling {
                    Telling::WithFailure(data) | Telling::BeforeFailure(data) if frame.failure_data => {
                        Ending::Done(Verdict::Rejected(rejected.with_data(&data)))
                    }
                    Telling::BeforeFailure(data) => Ending::Fixed(data, Verdict::Rejected(rejected)),
                    Telling::Nothing | Telling::WithFailure(_) => Ending::Done(Verdict::Rejected(rejected)),
                }
            }
        })
    }

    /// Nothing is handed to a server as an error: every error is a verdict.
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
