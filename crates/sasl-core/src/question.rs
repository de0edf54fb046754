//! Questions to the application, each with the type of its answer and the state that continues with it.
use crate::{
    error::Error,
    exchange::{Move, Next, Side},
    frame::Frame,
};
use alloc::boxed::Box;
use core::{fmt, ops::Deref};

/// A question to the application.
///
/// A mechanism's own question reaches the application as [`Custom`](crate::mechanism::Custom):
/// `fn into_ask(asked) -> server::Ask { server::Ask::Custom(Custom::new(asked)) }`.
pub trait Question: fmt::Debug + Send + Sync + Sized + 'static {
    /// The end that asks.
    type Side: Side;
    /// The type of the answer.
    type Answer;

    /// Converts the question into the form that the application receives.
    fn into_ask(asked: Asked<Self>) -> <Self::Side as Side>::Ask;
}

/// A state that continues with the application's answer.
pub trait Resume<Q: Question>: Send + Sync {
    /// Continues with the answer. The question is returned with its data.
    ///
    /// # Errors
    /// [`ErrorKind::Application`](crate::ErrorKind::Application) if the answer cannot be used.
    fn resume(self: Box<Self>, question: Q, answer: Q::Answer) -> Result<Next<Q::Side>, Error>;

    /// Ends the exchange because the application cannot answer now. A mechanism that can report this to the peer
    /// returns the message. The verdict is "unavailable" in any case.
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
    /// Asks the application, then calls `then` with the answer.
    pub fn ask<Q: Question<Side = S>>(
        question: Q,
        then: impl FnOnce(Q, Q::Answer) -> Result<Self, Error> + Send + Sync + 'static,
    ) -> Self {
        Self::ask_state(question, Box::new(then))
    }

    /// Asks the application, then passes the answer to this state.
    pub fn ask_state<Q: Question<Side = S>>(question: Q, then: Box<impl Resume<Q> + 'static>) -> Self {
        Self(Move::Ask(Q::into_ask(Asked::new(question, then))))
    }
}

/// A question, together with the exchange that waits for its answer.
///
/// It dereferences to the question. The exchange is idle until it is answered: the value can be stored or sent to
/// another thread.
#[must_use = "an exchange stands still until its question is answered"]
pub struct Asked<Q: Question> {
    pub(crate) question: Q,
    pub(crate) then: Then<Q>,
    pub(crate) frame: Frame,
}

/// The receiver of the answer: a mechanism's state, or a rule of the frame, which needs no allocation.
pub(crate) enum Then<Q: Question> {
    State(Box<dyn Resume<Q>>),
    Rule(Rule<Q>),
}

pub(crate) type Rule<Q> = fn(Q, <Q as Question>::Answer, Frame) -> Next<<Q as Question>::Side>;

impl<Q: Question> Asked<Q> {
    pub(crate) fn new(question: Q, then: Box<impl Resume<Q> + 'static>) -> Self {
        Self { question, then: Then::State(then), frame: Frame::UNSET }
    }

    /// Answers the question. A server gets its next step. A client gets its next step, or an error if the
    /// mechanism cannot use the answer.
    pub fn answer(self, answer: Q::Answer) -> <Q::Side as Side>::Handed {
        let Self { question, then, frame } = self;
        let next = match then {
            Then::State(state) => state.resume(question, answer),
            Then::Rule(rule) => Ok(rule(question, answer, frame)),
        };
        Q::Side::hand(next, frame)
    }

    /// Answers the question with the result of this function.
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
