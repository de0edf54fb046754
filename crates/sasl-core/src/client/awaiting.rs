//! A client that waits for the server's message or result.
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
    /// Reads a challenge from the server.
    ///
    /// # Errors
    /// [`ErrorKind::Peer`] if the challenge is malformed, too long, or follows the mechanism's last one. The
    /// mechanism can return other errors, for example [`ErrorKind::ServerNotVerified`]. After an error, cancel
    /// the exchange and treat the login as failed.
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
                Err(Error::peer("unexpected challenge after the last one"))
            }
        }
    }

    /// Reads the server's success, with additional data if the protocol can carry it (RFC 4422 section 3.6).
    ///
    /// # Errors
    /// [`ErrorKind::ServerNotVerified`] if the server reports success before it has proved itself or before the
    /// exchange is complete. The mechanism can return other errors for invalid data.
    pub fn success(self, data: Option<&[u8]>) -> Result<Step, Error> {
        const EARLY: Error =
            Error::new(ErrorKind::ServerNotVerified, "the server reported success without proving itself");
        if data.is_some_and(|data| self.frame.is_too_long(data)) {
            return Err(Error::peer("the success data is too long"));
        }
        match (self.turn, data) {
            // Some servers send an empty string with success in place of no data.
            (
                Turn::Fixed(outcome)
                | Turn::Acknowledged(outcome)
                | Turn::Own(MayExplain::Not { outcome, .. }),
                None | Some([]),
            ) => Ok(Step::Done(outcome)),
            (Turn::Own(MayExplain::Explained(_)), _) => {
                Err(Error::peer("the server reported success after it had explained a failure"))
            }
            (Turn::Fixed(_) | Turn::Acknowledged(_) | Turn::Own(_), Some(_)) => {
                Err(Error::peer("unexpected success data"))
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

    /// Reads the server's failure. Returns the error, with the server's explanation in [`Error::said`] if it sent
    /// one.
    pub fn failure(self) -> Error {
        let refused = Error::new(ErrorKind::Refused, "the server refused the login");
        match self.turn {
            Turn::Own(MayExplain::Explained(text)) => refused.with_said(text),
            _ => refused,
        }
    }
}
