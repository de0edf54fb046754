//! The questions of a server's exchange to the application.
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

/// A question to the server application.
#[non_exhaustive]
#[derive(Debug)]
#[must_use = "an exchange stands still until its question is answered"]
pub enum Ask {
    /// Asks for the records of this user.
    Lookup(Asked<Lookup>),
    /// Asks whether this is the user's password.
    CheckPassword(Asked<CheckPassword>),
    /// Asks for the owner of this token.
    CheckToken(Asked<CheckToken>),
    /// Asks whether the user may log in, and as which account. This is always the last question.
    Authorize(Asked<Authorize>),
    /// A question that a third-party mechanism defines.
    Custom(Custom<Server>),
}

impl Ask {
    /// Rejects the login as unavailable because the program does not support this question. Use it in the wildcard
    /// arm that `non_exhaustive` requires.
    pub fn decline(self) -> Step {
        Step::Done(Verdict::rejected(self.frame(), Rejection::Unavailable))
    }

    /// Returns the name of the mechanism.
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
    /// Rejects the login as temporarily unavailable because the directory cannot answer now.
    pub fn unavailable(self) -> Step {
        let telling = match self.then {
            Then::State(state) => state.unavailable(),
            Then::Rule(_) => None,
        };
        let finish = telling.unwrap_or_else(|| Finish::rejected(Rejection::Unavailable));
        Server::hand(Ok(Next::finish(finish.into_unavailable())), self.frame)
    }

    /// Ends the exchange because the client disconnected or cancelled.
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
