//! A client waits for the server's message, or for its yes or no.
use super::{Step, explanation::MayExplain};
use crate::{
    awaiting::{Awaiting, Turn},
    door,
    error::{Error, ErrorKind},
    exchange::{Client, Move},
    message::Message,
    untrusted::UntrustedText,
};

impl Awaiting<Client> {
    /// A challenge has arrived.
    ///
    /// # Errors
    /// [`ErrorKind::Peer`] when it is malformed, too long, or one more than the mechanism has; what the mechanism
    /// finds wrong with it, [`ErrorKind::ServerNotVerified`] first of all. Cancel the exchange and log nothing in.
    pub fn receive(self, challenge: &[u8]) -> Result<Step, Error> {
        if self.frame.is_too_long(challenge) {
            return Err(Error::peer("the challenge is too long"));
        }
        match self.turn {
            Turn::Message(state) => door::present(state.receive(challenge)?, self.frame),
            Turn::Own(MayExplain::Not { outcome: _, answer }) => {
                let own = MayExplain::Explained(UntrustedText::new(challenge));
                let then = Self { turn: Turn::Own(own), frame: self.frame };
                Ok(Step::Send { message: Message::copied(answer), then })
            }
            Turn::Acknowledged(_) | Turn::Fixed(_) | Turn::Own(_) => {
                Err(Error::peer("a challenge after the last one"))
            }
        }
    }

    /// The server says yes, with data if its protocol has room for them (RFC 4422 section 3.6).
    ///
    /// # Errors
    /// [`ErrorKind::ServerNotVerified`] when it says so before it has proved itself, or before the exchange is over;
    /// what the mechanism finds wrong with the data.
    pub fn success(self, data: Option<&[u8]>) -> Result<Step, Error> {
        const EARLY: Error =
            Error::new(ErrorKind::ServerNotVerified, "the server claims success before it has proved itself");
        if data.is_some_and(|data| self.frame.is_too_long(data)) {
            return Err(Error::peer("the data with success are too long"));
        }
        match (self.turn, data) {
            // An empty string with success is what some servers send for no data.
            (
                Turn::Fixed(outcome)
                | Turn::Acknowledged(outcome)
                | Turn::Own(MayExplain::Not { outcome, .. }),
                None | Some([]),
            ) => Ok(Step::Done(outcome)),
            (Turn::Own(MayExplain::Explained(_)), _) => {
                Err(Error::peer("success after the explanation of a refusal"))
            }
            (Turn::Fixed(_) | Turn::Acknowledged(_) | Turn::Own(_), Some(_)) => {
                Err(Error::peer("data with success where none are expected"))
            }
            (Turn::Message(_), None) => Err(EARLY),
            (Turn::Message(state), Some(data)) => match state.receive(data)?.0 {
                Move::Finish(finish) if finish.message.is_none() => {
                    Ok(Step::Done(finish.into_outcome(self.frame)?))
                }
                _ => Err(EARLY),
            },
        }
    }

    /// The server says no. If it has explained itself, that is [`Error::said`].
    pub fn failure(self) -> Error {
        let refused = Error::new(ErrorKind::Refused, "the server refused the login");
        match self.turn {
            Turn::Own(MayExplain::Explained(text)) => refused.with_said(text),
            _ => refused,
        }
    }
}
