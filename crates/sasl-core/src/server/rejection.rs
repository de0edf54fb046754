//! Why a login was rejected: for the log and metrics, and for the protocol's choice of a reply.
use core::fmt;

/// A reason. What the peer may be told is less: every bad credential looks the same to it.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rejection {
    /// Unknown user, wrong password, bad proof, no record for this mechanism: never told apart on the wire.
    BadCredentials,
    /// Proved, but not allowed to act as the identity asked for (RFC 4422 section 3.4.1).
    NotAuthorized,
    /// Proved, but the account is disabled.
    Disabled,
    /// Proved, but the password has expired.
    Expired,
    /// The account has no record for this mechanism yet; a plaintext login would make one.
    NeedsTransition,
    /// The application could not answer.
    Unavailable,
    /// Too many attempts.
    Throttled,
    /// The message does not follow the mechanism's grammar.
    Malformed,
    /// The line was not the protocol's encoding of a message.
    Undecodable,
    /// An initial response for a mechanism that begins with the server.
    UnexpectedInitialResponse,
    /// The message is longer than is read.
    TooLong,
    /// The client gave up, or its connection ended.
    Cancelled,
    /// The credential was right and authorized, and the client cancelled, or its connection ended, instead of
    /// acknowledging the server's success data (RFC 4422 section 3.6): no session, but a confirmed guess.
    Unacknowledged,
    /// Under a valid proof: the client is at the end of another channel.
    BindingMismatch,
    /// Under a valid proof: somebody has made the client believe that this server cannot bind.
    Downgrade,
}

impl Rejection {
    /// A stable word for logs and metrics.
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

/// The label.
impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}
