//! Questions to the application, each tied to the type of its answer, and to the state that the answer ends.
use crate::{
    error::Error,
    exchange::{Move, Next, Side},
    frame::Frame,
};
use alloc::boxed::Box;
use core::{fmt, ops::Deref};

/// Something that only the application knows.
///
/// A mechanism's own question goes to the application as
/// [`Custom`](crate::mechanism::Custom): `fn into_ask(asked) -> server::Ask { server::Ask::Custom(Custom::new(asked)) }`.
pub trait Question: fmt::Debug + Send + Sync + Sized + 'static {
    /// The end that asks.
    type Side: Side;
    /// What answers it.
    type Answer;

    /// How the application meets it.
    fn into_ask(asked: Asked<Self>) -> <Self::Side as Side>::Ask;
}

/// A state that the application's answer ends.
pub trait Resume<Q: Question>: Send + Sync {
    /// Go on with the answer; the question comes back with what it holds.
    ///
    /// # Errors
    /// [`ErrorKind::Application`](crate::ErrorKind::Application) when the answer cannot be used.
    fn resume(self: Box<Self>, question: Q, answer: Q::Answer) -> Result<Next<Q::Side>, Error>;

    /// The application cannot answer now. A mechanism that can tell its peer returns what it tells; the verdict is
    /// "unavailable" in any case.
    fn unavailable(self: Box<Self>) -> Option<<Q::Side as Side>::Finish> {
        None
    }
}

impl<Q: Question, F> Resume<Q> for F
where
    F: FnOnce(Q, Q::Answer) -> Result<Next<Q::Side>, Error> + Send + Sync,
{
    fn resume(self: Box<Self>, question: Q, answer: Q::Answer) -> Result<Next<Q::Side>, Error> {
        self(question, answer)
    }
}

impl<S: Side> Next<S> {
    /// Ask the application, then go on with the answer.
    pub fn ask<Q: Question<Side = S>>(
        question: Q,
        then: impl FnOnce(Q, Q::Answer) -> Result<Self, Error> + Send + Sync + 'static,
    ) -> Self {
        Self::ask_state(question, Box::new(then))
    }

    /// Ask the application, then go on with the answer in this state.
    pub fn ask_state<Q: Question<Side = S>>(question: Q, then: Box<impl Resume<Q> + 'static>) -> Self {
        Self(Move::Ask(Q::into_ask(Asked::new(question, then))))
    }
}

/// A question, and the exchange that waits for its answer.
///
/// It dereferences to the question. Nothing runs meanwhile: look the answer up, await it, park the value in a
/// struct, send it to another thread.
#[must_use = "an exchange stands still until its question is answered"]
pub struct Asked<Q: Question> {
    pub(crate) question: Q,
    pub(crate) then: Then<Q>,
    pub(crate) frame: Frame,
}

/// Who gets the answer: a mechanism's state, or one of the frame's own rules, which needs no allocation.
pub(crate) enum Then<Q: Question> {
    State(Box<dyn Resume<Q>>),
    Rule(Rule<Q>),
}

pub(crate) type Rule<Q> = fn(Q, <Q as Question>::Answer, Frame) -> Next<<Q as Question>::Side>;

impl<Q: Question> Asked<Q> {
    pub(crate) fn new(question: Q, then: Box<impl Resume<Q> + 'static>) -> Self {
        Self { question, then: Then::State(then), frame: Frame::UNSET }
    }

    /// Go on with the answer. A server is handed its next step; a client its next step, or an error when the
    /// mechanism cannot use the answer.
    pub fn answer(self, answer: Q::Answer) -> <Q::Side as Side>::Handed {
        let Self { question, then, frame } = self;
        let next = match then {
            Then::State(state) => state.resume(question, answer),
            Then::Rule(rule) => Ok(rule(question, answer, frame)),
        };
        Q::Side::hand(next, frame)
    }

    /// Go on with what this function answers.
    pub fn answer_with(self, answer: impl FnOnce(&Q) -> Q::Answer) -> <Q::Side as Side>::Handed {
        let answer = answer(&self.question);
        self.answer(answer)
    }
}

impl<Q: Question> Deref for Asked<Q> {
    type Target = Q;
    fn deref(&self) -> &Q {
        &self.question
    }
}

impl<Q: Question> fmt::Debug for Asked<Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Asked").field(&self.question).finish()
    }
}
