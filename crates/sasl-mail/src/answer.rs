//! The meaning of a server's line for a client's exchange.
use crate::{
    base64::{self, Decoded},
    failure::Failure,
};
use sasl_core::{Awaiting, Client, Error, Step, UntrustedText};

/// A parsed line of the server. `S` is the protocol's detailed response.
///
/// The enum is exhaustive by design: a loop that handles every variant handles every mail protocol.
#[derive(Debug)]
pub enum Answer<S> {
    /// A challenge, possibly empty. Pass it to the exchange.
    Challenge(Decoded),
    /// A challenge that is not canonical base64. Send [`CANCEL`](crate::line::CANCEL).
    Undecodable,
    /// Success, with data where the protocol can carry it (RFC 4422 section 3.6: ManageSieve). The exchange
    /// decides whether the server may report success yet.
    Success(Option<Decoded>, S),
    /// Failure and its meaning.
    Failure(Failure, S),
    /// The answer follows in a later line: this is an untagged response, or the first of several lines.
    Incomplete,
    /// The server violates the protocol. Close the connection.
    ProtocolError,
}

impl<S> Answer<S> {
    pub(crate) fn challenge(text: &[u8]) -> Self {
        base64::decode(text).map_or(Self::Undecodable, Self::Challenge)
    }
}

impl<S: Into<UntrustedText>> Answer<S> {
    /// Passes the answer to the exchange that waits for it. Skip [`Answer::Incomplete`] first.
    ///
    /// # Errors
    /// The error of the exchange, the server's rejection with its text, or an error for a line that is not an
    /// answer.
    pub fn deliver_to(self, then: Awaiting<Client>) -> Result<Step<Client>, Error> {
        match self {
            Self::Challenge(message) => then.receive(&message),
            Self::Success(data, _) => then.success(data.as_deref()),
            Self::Failure(_, said) => Err(then.failure().with_said(said.into())),
            Self::Undecodable => Err(Error::peer("the challenge is not base64")),
            Self::Incomplete | Self::ProtocolError => Err(Error::peer("not an answer to the login")),
        }
    }
}
