//! The reasons for a rejection, for logs and metrics and for the protocol's choice of a reply.
use core::fmt;

/// The reason for a rejection. Protocol replies disclose less: all invalid credentials look the same to the peer.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rejection {
    /// Unknown user, wrong password, invalid proof, or no record for this mechanism. These are indistinguishable
    /// on the wire.
    BadCredentials,
    /// The client authenticated, but may not act as the requested identity (RFC 4422 section 3.4.1).
    NotAuthorized,
    /// The client authenticated, but the account is disabled.
    Disabled,
    /// The client authenticated, but the password has expired.
    Expired,
    /// The account has no record for this mechanism yet; a plaintext login would create one.
    NeedsTransition,
    /// The application could not answer.
    Unavailable,
    /// Too many attempts.
    Throttled,
    /// The message does not follow the mechanism's grammar.
    Malformed,
    /// The line was not the protocol's encoding of a message, for example not base64.
    Undecodable,
    /// An initial response for a mechanism whose server sends the first message.
    UnexpectedInitialResponse,
    /// The message exceeds the limit.
    TooLong,
    /// The client cancelled or disconnected.
    Cancelled,
    /// The credential was correct and authorized, but the client cancelled or disconnected in place of an
    /// acknowledgement of the success data (RFC 4422 section 3.6). There is no session, but a guess is confirmed.
    Unacknowledged,
    /// With a valid proof, the client's channel binding data differs: it is connected to another channel.
    BindingMismatch,
    /// With a valid proof, the client believed that this server does not support channel binding: an attacker
    /// changed the server's list.
    Downgrade,
}

impl Rejection {
    /// Returns a stable label for logs and metrics.
    pub const fn label(self) -> &'static str {
        match self {
            Self::BadCredentials => "bad-credentials",
            Self::NotAuthorized => "not-authorized",
            Self::Disabled => "disabled",
            Self::Expired => "expired",
            Self::NeedsTransition => "needs-transition",
            Self::Unavailable => "unavailable",
            Self::Throttled => "throttled",
            Self::Malformed => "malformed",
            Self::Undecodable => "undecodable",
            Self::UnexpectedInitialResponse => "unexpected-initial-response",
            Self::TooLong => "too-long",
            Self::Cancelled => "cancelled",
            Self::Unacknowledged => "unacknowledged",
            Self::BindingMismatch => "binding-mismatch",
            Self::Downgrade => "downgrade",
        }
    }
}

/// Writes the label.
impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}
