//! A server waits for the client's message.
use super::{Step, rejection::Rejection, verdict::Verdict};
use crate::{
    awaiting::{Awaiting, Turn},
    exchange::{Server, Side},
};

impl Awaiting<Server> {
    /// A message has arrived.
    pub fn receive(self, message: &[u8]) -> Step {
        let frame = self.frame;
        let reject = |reason| Step::Done(Verdict::rejected(frame, reason));
        match self.turn {
            Turn::Fixed(verdict) => Step::Done(verdict),
            Turn::Own(never) => match never {},
            Turn::Message(_) if frame.is_too_long(message) => reject(Rejection::TooLong),
            Turn::Message(state) => Server::hand(state.receive(message), frame),
            // RFC 4422 section 3.6: one empty response answers success data sent as a challenge. The client has
            // proved its identity before, so what it says here instead changes nothing (Net_SMTP sends a command).
            Turn::Acknowledged(verdict) => Step::Done(verdict),
        }
    }

    /// A line has arrived that is not the encoding of a message. In reply to success data it is the
    /// acknowledgement, as every line but `*` is.
    pub fn reject_undecodable(self) -> Verdict {
        self.end(Rejection::Undecodable)
    }

    /// A line has arrived that is longer than [`max_message`](Self::max_message) allows. In reply to success data
    /// it is the acknowledgement, as every line but `*` is.
    pub fn reject_too_long(self) -> Verdict {
        self.end(Rejection::TooLong)
    }

    /// The client has sent `*`, its connection has ended, or its time is over. Where success data were waiting for
    /// their acknowledgement the credential was right, which is [`Rejection::Unacknowledged`] in the audit log: an
    /// attacker who leaves at that point has confirmed a guess.
    pub fn cancel(self) -> Verdict {
        match self.turn {
            Turn::Acknowledged(_) => Verdict::rejected(self.frame, Rejection::Unacknowledged),
            _ => self.end(Rejection::Cancelled),
        }
    }

    /// The verdict, if it is fixed already: the message that goes with this handle tells the client why, and
    /// whatever the client does now changes nothing. Count it before you send, so that a client which closes
    /// its connection is counted too.
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
