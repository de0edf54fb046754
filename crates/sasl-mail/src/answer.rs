//! What a line of the server's is to a client's exchange.
use crate::{
    base64::{self, Decoded},
    failure::Failure,
};

/// One line, read; `S` is the protocol's way to say yes or no in detail.
///
/// It is exhaustive on purpose: a loop that handles every variant handles every mail protocol.
#[derive(Debug)]
pub enum Answer<S> {
    /// A challenge, which may be empty: hand it to the exchange.
    Challenge(Decoded),
    /// A challenge that is not canonical base64: send [`CANCEL`](crate::line::CANCEL).
    Undecodable,
    /// Yes. Only the exchange knows whether the server may say so already.
    Success(S),
    /// No, and what it means.
    Failure(Failure, S),
    /// The answer comes in a later line: an untagged response, or the first of several lines.
    More,
    /// The server does not speak the protocol: close the connection.
    Nonsense,
}

impl<S> Answer<S> {
    pub(crate) fn challenge(text: &[u8]) -> Self {
        base64::decode(text).map_or(Self::Undecodable, Self::Challenge)
    }
}
