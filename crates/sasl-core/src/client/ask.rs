//! The questions of a client's exchange to the application.
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

/// A question to the client application.
#[non_exhaustive]
#[derive(Debug)]
#[must_use = "an exchange stands still until its question is answered"]
pub enum Ask {
    /// Asks for a user name and a password.
    Credentials(Asked<WantCredentials>),
    /// Asks for a user name and a bearer token.
    Token(Asked<WantToken>),
    /// A question that a third-party mechanism defines.
    Custom(Custom<Client>),
}

impl Ask {
    /// Fails the exchange because the program does not support this question. Use it in the wildcard arm that
    /// `non_exhaustive` requires.
    pub fn decline(self) -> Error {
        Error::new(ErrorKind::Application, "the application does not support this question")
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
