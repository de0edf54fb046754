//! An exchange as an `Authenticator` of async-imap, which must answer every challenge.
use async_imap::Authenticator;
use countersign::{
    Awaiting, Error, Step,
    drive::{ClientAction, turn},
    sasl::{
        Client, UntrustedText,
        client::{Authenticated, Credentials},
        mechanism::Message,
    },
};
use std::mem::replace;

/// An exchange and the source of its credentials.
pub(crate) struct Login<F> {
    state: State,
    credentials: F,
}

enum State {
    /// The initial response, which async-imap does not send with its command. The server requests it with an empty
    /// challenge.
    Held(Message, Awaiting<Client>),
    Waiting(Awaiting<Client>),
    /// The exchange has failed; further messages of the server are ignored.
    Failed(Error),
}

/// The placeholder while a state is moved.
const MOVING: State = State::Failed(Error::peer("not an answer to the login"));

impl<F: Fn() -> Credentials> Login<F> {
    /// # Errors
    /// The mechanism's error for invalid credentials.
    pub(crate) fn new(step: Step<Client>, credentials: F) -> Result<Self, Error> {
        let state = match turn(step, &credentials)? {
            ClientAction::Send(Some(message), then) => State::Held(message, then),
            ClientAction::Send(None, then) => State::Waiting(then),
            ClientAction::Done(_) => MOVING,
        };
        Ok(Self { state, credentials })
    }

    /// Accepts the session that async-imap has created after the server's success. Only the exchange knows whether
    /// the success is valid.
    ///
    /// # Errors
    /// An error in [`process`](Authenticator::process), or a server that has not proved itself. Drop the session.
    pub(crate) fn accepted(self) -> Result<Authenticated, Error> {
        let then = match self.state {
            State::Waiting(then) => then,
            State::Held(..) => return Err(Error::peer("success before the first message")),
            State::Failed(error) => return Err(error),
        };
        match turn(then.success(None)?, &self.credentials)? {
            ClientAction::Done(authenticated) => Ok(authenticated),
            ClientAction::Send(..) => Err(Error::peer("the server does not come to an end")),
        }
    }

    /// Returns the error for the server's failure with this text. Drop the client, because the state of the
    /// connection is unknown.
    pub(crate) fn refused(self, said: &str) -> Error {
        match self.state {
            State::Waiting(then) | State::Held(_, then) => {
                then.failure().with_said(UntrustedText::new(said.as_bytes()))
            }
            State::Failed(error) => error,
        }
    }

    fn receive(&mut self, then: Awaiting<Client>, challenge: &[u8]) -> Result<(State, Message), Error> {
        match turn(then.receive(challenge)?, &self.credentials)? {
            ClientAction::Send(message, then) => Ok((State::Waiting(then), message.unwrap_or_default())),
            ClientAction::Done(_) => Err(Error::peer("unexpected challenge after the last one")),
        }
    }
}

impl<F: Fn() -> Credentials> Authenticator for &mut Login<F> {
    type Response = Message;

    /// Processes a challenge. An error is stored and answered with an empty message, which logs in to nothing.
    fn process(&mut self, challenge: &[u8]) -> Message {
        let moved = match replace(&mut self.state, MOVING) {
            State::Held(message, then) if challenge.is_empty() => Ok((State::Waiting(then), message)),
            State::Held(..) => Err(Error::peer("a challenge where the first message belongs")),
            State::Waiting(then) => self.receive(then, challenge),
            State::Failed(error) => Err(error),
        };
        let (state, message) = moved.unwrap_or_else(|error| (State::Failed(error), Message::default()));
        self.state = state;
        message
    }
}
