//! What a line of the server's is to a client's exchange.
use crate::{
    base64::{self, Decoded},
    failure::Failure,
};
use sasl_core::{Awaiting, Client, Error, Step, UntrustedText};

/// One line, read; `S` is the protocol's way to say yes or no in detail.
///
/// It is exhaustive on purpose: a loop that handles every variant handles every mail protocol.
#[derive(Debug)]
pub enum Answer<S> {
    /// A challenge, which may be empty: hand it to the exchange.
    Challenge(Decoded),
    /// A challenge that is not canonical base64: send [`CANCEL`](crate::line::CANCEL).
    Undecodable,
    /// Yes, and the data that go with it, where the protocol has room for them (RFC 4422 section 3.6: ManageSieve).
    /// Only the exchange knows whether the server may say so already.
    Success(Option<Decoded>, S),
    /// No, and what it means.
    Failure(Failure, S),
    /// The answer comes in a later line: an untagged response, or the first of several lines.
    Incomplete,
    /// The server does not speak the protocol: close the connection.
    ProtocolError,
}

impl<S> Answer<S> {
    pub(crate) fn challenge(text: &[u8]) -> Self {
        base64::decode(text).map_or(Self::Undecodable, Self::Challenge)
    }
}

impl<S: Into<UntrustedText>> Answer<S> {
    /// Hands it to the exchange that waits for it. Pass over [`Answer::Incomplete`] before.
    ///
    /// # Errors
    /// What the exchange finds wrong with it; the server's refusal, with its words; a line that is no answer.
    pub fn deliver_to(self, then: Awaiting<Client>) -> Result<Step<Client>, Error> {
        match self {
            Self::Challenge(message) => then.receive(&message),
            Self::Success(data, _) => then.success(data.as_deref()),
            Self::Failure(_, said) => Err(then.failure().with_said(said.into())),
            Self::Undecodable => Err(Error::peer("a challenge that is not base64")),
            Self::Incomplete | Self::ProtocolError => Err(Error::peer("not an answer to the login")),
        }
    }
}
