//! The meaning of a server's failure for a client.
use core::fmt;

/// The meaning of a server's failure, independent of the protocol.
///
/// It follows from reply codes alone, never from the server's text. Without a definite code it is
/// [`Other`](Self::Other), so that a client does not retry on a guess.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Failure {
    /// The name or the password is wrong; the server does not disclose which.
    BadCredentials,
    /// The password is correct, but does not permit the requested identity.
    NotAuthorized,
    /// The account is disabled. Contact the administrator.
    Disabled,
    /// The password has expired. Set a new one.
    Expired,
    /// The account has no record for this mechanism yet; one login with PLAIN would create it (RFC 4954 section
    /// 6).
    NeedsTransition,
    /// The server is temporarily unavailable. Retry later.
    Unavailable,
    /// The server does not offer this mechanism.
    NotOffered,
    /// The mechanism requires TLS.
    NeedsTls,
    /// The mechanism is too weak for this account (RFC 4954 section 6).
    WeakMechanism,
    /// The exchange was cancelled. IMAP has no code for this, but the client knows that it sent `*`.
    Cancelled,
    /// A line exceeded the server's limit.
    TooLong,
    /// The server could not parse the client's message.
    Syntax,
    /// Failure without a reliable reason.
    Other,
}

impl Failure {
    /// Returns a stable label for logs and metrics. It equals that of
    /// [`Rejection::label`](sasl_core::server::Rejection::label) for the same reason.
    pub const fn label(self) -> &'static str {
        match self {
            Self::BadCredentials => "bad-credentials",
            Self::NotAuthorized => "not-authorized",
            Self::Disabled => "disabled",
            Self::Expired => "expired",
            Self::NeedsTransition => "needs-transition",
            Self::Unavailable => "unavailable",
            Self::NotOffered => "not-offered",
            Self::NeedsTls => "needs-tls",
            Self::WeakMechanism => "weak-mechanism",
            Self::Cancelled => "cancelled",
            Self::TooLong => "too-long",
            Self::Syntax => "syntax",
            Self::Other => "other",
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}
