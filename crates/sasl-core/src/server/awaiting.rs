//! A server that waits for the client's message.
use super::{Step, rejection::Rejection, verdict::Verdict};
use crate::{
    awaiting::{Awaiting, Turn},
    exchange::{Server, Side},
};

impl Awaiting<Server> {
    /// Reads a message from the client.
    pub fn receive(self, message: &[u8]) -> Step {
        let frame = self.frame;
        let reject = |reason| Step::Done(Verdict::rejected(frame, reason));
        match self.turn {
            Turn::Fixed(verdict) => Step::Done(verdict),
            Turn::Own(never) => match never {},
            Turn::Message(_) if frame.is_too_long(message) => reject(Rejection::TooLong),
            Turn::Message(state) => Server::hand(state.receive(message), frame),
            // RFC 4422 section 3.6: an empty response answers success data that was sent as a challenge. The
            // client is already authenticated, so another response changes nothing (Net_SMTP sends a command).
            Turn::Acknowledged(verdict) => Step::Done(verdict),
        }
    }

    /// Rejects a line that is not the encoding of a message. In reply to success data any line except `*` is the
    /// acknowledgement, and so is this one.
    pub fn reject_undecodable(self) -> Verdict {
        self.end(Rejection::Undecodable)
    }

    /// Rejects a line that is longer than [`max_message`](Self::max_message) allows. In reply to success data any
    /// line except `*` is the acknowledgement, and so is this one.
    pub fn reject_too_long(self) -> Verdict {
        self.end(Rejection::TooLong)
    }

    /// Ends the exchange because the client sent `*`, disconnected, or timed out. If success data was not yet
    /// acknowledged, the credential was correct: the audit log then has [`Rejection::Unacknowledged`], because an
    /// attacker who disconnects at that point has confirmed a guess.
    pub fn cancel(self) -> Verdict {
        match self.turn {
            Turn::Acknowledged(_) => Verdict::rejected(self.frame, Rejection::Unacknowledged),
            _ => self.end(Rejection::Cancelled),
        }
    }

    /// Returns the verdict if it is already final. The message with this handle then explains the failure to the
    /// client, and the answer changes nothing. Count the failure before the message is sent, so that clients that
    /// disconnect are counted too.
    pub fn fixed(&self) -> Option<&Verdict> {
        match &self.turn {
            Turn::Fixed(verdict) => Some(verdict),
            Turn::Own(never) => match *never {},
            Turn::Message(_) | Turn::Acknowledged(_) => None,
        }
    }

    fn end(self, reason: Rejection) -> Verdict {
        match self.turn {
            Turn::Fixed(verdict) | Turn::Acknowledged(verdict) => verdict,
            Turn::Own(never) => match never {},
            Turn::Message(_) => Verdict::rejected(self.frame, reason),
        }
    }
}
