//! What a client asks of its application.
use super::{
    credentials::{Credentials, WantCredentials},
    token::{Token, WantToken},
};
use crate::{
    custom::Custom,
    error::{Error, ErrorKind},
    exchange::Client,
    frame::Frame,
    question::{Asked, Question},
};

/// A question.
#[non_exhaustive]
#[derive(Debug)]
#[must_use = "an exchange stands still until its question is answered"]
pub enum Ask {
    /// Who are you, and what is your password?
    Credentials(Asked<WantCredentials>),
    /// Who are you, and what is your token?
    Token(Asked<WantToken>),
    /// A third party's.
    Custom(Custom<Client>),
}

impl Ask {
    /// This program cannot answer. For the arm that `non_exhaustive` asks for.
    pub fn decline(self) -> Error {
        Error::new(ErrorKind::Application, "a question that this program cannot answer")
    }

    pub(super) fn set_frame(&mut self, frame: Frame) {
        match self {
            Self::Credentials(asked) => asked.frame = frame,
            Self::Token(asked) => asked.frame = frame,
            Self::Custom(custom) => custom.set_frame(frame),
        }
    }
}

impl Question for WantCredentials {
    type Side = Client;
    type Answer = Credentials;
    fn into_ask(asked: Asked<Self>) -> Ask {
        Ask::Credentials(asked)
    }
}

impl Question for WantToken {
    type Side = Client;
    type Answer = Token;
    fn into_ask(asked: Asked<Self>) -> Ask {
        Ask::Token(asked)
    }
}
