//! The conversion of every mechanism's move into a [`Step`].
//!
//! The rules of RFC 4422 for all mechanisms are enforced here and in `conclude` of each end. A mechanism cannot
//! bypass them.
use crate::{
    awaiting::{Awaiting, Turn},
    error::Error,
    exchange::{Ending, Move, Next, Side},
    frame::Frame,
    step::Step,
    work::Work,
};

#[inline(always)]
pub(crate) fn present<S: Side>(next: Next<S>, frame: Frame) -> Result<Step<S>, Error> {
    Ok(match next.0 {
        // In the middle of an exchange the peer needs a message to answer, so an empty one is sent.
        Move::Send(message, then) | Move::Receive(message, then) => {
            Step::Send { message, then: Awaiting { turn: Turn::Message(then), frame } }
        }
        Move::Ask(mut ask) => {
            S::frame(&mut ask, frame);
            Step::Ask(ask)
        }
        Move::Work(cost, job) => Step::Work(Work::new(cost, job, frame)),
        Move::Finish(finish) => match S::conclude(finish, frame)? {
            Ending::Ask(mut ask) => {
                S::frame(&mut ask, frame);
                Step::Ask(ask)
            }
            Ending::Acknowledged(message, outcome) => {
                Step::Send { message, then: Awaiting { turn: Turn::Acknowledged(outcome), frame } }
            }
            Ending::Fixed(message, outcome) => {
                Step::Send { message, then: Awaiting { turn: Turn::Fixed(outcome), frame } }
            }
            Ending::Own(message, own) => {
                Step::Send { message, then: Awaiting { turn: Turn::Own(own), frame } }
            }
            Ending::Done(outcome) => Step::Done(outcome),
        },
    })
}
