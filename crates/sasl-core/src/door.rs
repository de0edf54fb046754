//! The one door: every mechanism's move becomes a [`Step`] here.
//!
//! The rules of RFC 4422 that hold for every mechanism are laid over moves here and in the two ends'
//! `conclude`, once; a mechanism cannot forget them and need not know them.
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
        // Waiting in mid-exchange means that there is nothing to say: an empty message says so.
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
