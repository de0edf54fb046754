//! What a server asks of its application: a small vocabulary that all mechanisms share.
use super::{
    Step,
    authorize::{Authorize, Decision},
    check_password::{CheckPassword, PasswordAnswer},
    check_token::{CheckToken, TokenAnswer},
    finish::Finish,
    lookup::{Found, Lookup},
    rejection::Rejection,
    verdict::Verdict,
};
use crate::{
    custom::Custom,
    exchange::{Next, Server, Side},
    frame::Frame,
    question::{Asked, Question, Then},
};

/// A question.
#[non_exhaustive]
#[derive(Debug)]
#[must_use = "an exchange stands still until its question is answered"]
pub enum Ask {
    /// What is stored for this user?
    Lookup(Asked<Lookup>),
    /// Is this the user's password?
    CheckPassword(Asked<CheckPassword>),
    /// Whose token is this?
    CheckToken(Asked<CheckToken>),
    /// May they come in, and as whom? Always the last question.
    Authorize(Asked<Authorize>),
    /// A third party's.
    Custom(Custom<Server>),
}

impl Ask {
    /// This program cannot answer: the login is rejected as unavailable. For the arm that `non_exhaustive`
    /// asks for.
    pub fn decline(self) -> Step {
        Step::Done(Verdict::rejected(self.frame(), Rejection::Unavailable))
    }

    /// The mechanism's name.
    pub fn mechanism(&self) -> &'static str {
        self.frame().mechanism
    }

    fn frame(&self) -> Frame {
        match self {
            Self::Lookup(asked) => asked.frame,
            Self::CheckPassword(asked) => asked.frame,
            Self::CheckToken(asked) => asked.frame,
            Self::Authorize(asked) => asked.frame,
            Self::Custom(custom) => custom.frame(),
        }
    }

    pub(super) fn set_frame(&mut self, frame: Frame) {
        match self {
            Self::Lookup(asked) => asked.frame = frame,
            Self::CheckPassword(asked) => asked.frame = frame,
            Self::CheckToken(asked) => asked.frame = frame,
            Self::Authorize(asked) => asked.frame = frame,
            Self::Custom(custom) => custom.set_frame(frame),
        }
    }
}

impl<Q: Question<Side = Server>> Asked<Q> {
    /// The directory cannot tell now: the login is rejected as temporarily unavailable.
    pub fn unavailable(self) -> Step {
        let telling = match self.then {
            Then::State(state) => state.unavailable(),
            Then::Rule(_) => None,
        };
        let finish = telling.unwrap_or_else(|| Finish::rejected(Rejection::Unavailable));
        Server::hand(Ok(Next::finish(finish.into_unavailable())), self.frame)
    }

    /// The client is gone, or has given up.
    pub fn cancel(self) -> Verdict {
        Verdict::rejected(self.frame, Rejection::Cancelled)
    }
}

impl Question for Lookup {
    type Side = Server;
    type Answer = Found;
    fn into_ask(asked: Asked<Self>) -> Ask {
        Ask::Lookup(asked)
    }
}

impl Question for CheckPassword {
    type Side = Server;
    type Answer = PasswordAnswer;
    fn into_ask(asked: Asked<Self>) -> Ask {
        Ask::CheckPassword(asked)
    }
}

impl Question for CheckToken {
    type Side = Server;
    type Answer = TokenAnswer;
    fn into_ask(asked: Asked<Self>) -> Ask {
        Ask::CheckToken(asked)
    }
}

impl Question for Authorize {
    type Side = Server;
    type Answer = Decision;
    fn into_ask(asked: Asked<Self>) -> Ask {
        Ask::Authorize(asked)
    }
}
