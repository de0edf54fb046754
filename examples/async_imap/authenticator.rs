//! An exchange in the shape of async-imap's `Authenticator`, which has to answer whatever it is asked.
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

/// An exchange, and what asks for the credentials.
pub(crate) struct Login<F> {
    state: State,
    credentials: F,
}

enum State {
    /// async-imap sends no initial response with its command. The server has to ask for it, by an empty challenge.
    Held(Message, Awaiting<Client>),
    Waiting(Awaiting<Client>),
    /// From here on nothing that the server says counts.
    Failed(Error),
}

/// What stands here while the exchange moves.
const MOVING: State = State::Failed(Error::peer("not an answer to the login"));

impl<F: Fn() -> Credentials> Login<F> {
    /// # Errors
    /// What the mechanism finds wrong with the credentials.
    pub(crate) fn new(step: Step<Client>, credentials: F) -> Result<Self, Error> {
        let state = match turn(step, &credentials)? {
            ClientAction::Send(Some(message), then) => State::Held(message, then),
            ClientAction::Send(None, then) => State::Waiting(then),
            ClientAction::Done(_) => MOVING,
        };
        Ok(Self { state, credentials })
    }

    /// async-imap has a session: the server has said yes. Whether it could, only the exchange knows.
    ///
    /// # Errors
    /// What has gone wrong in [`process`](Authenticator::process); the server has not proved itself. Drop the session.
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

    /// The server has said no, with these words. Drop the client: nobody knows where the connection is.
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
            ClientAction::Done(_) => Err(Error::peer("a challenge after the last one")),
        }
    }
}

impl<F: Fn() -> Credentials> Authenticator for &mut Login<F> {
    type Response = Message;

    /// What goes wrong is kept, and answered with nothing: an empty message is no login's.
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
