//! What a server's no means to a client.
use core::fmt;

/// A meaning, whatever the protocol.
///
/// It comes from codes alone, never from the server's words. Without a code that is definite it is
/// [`Other`](Self::Other): nothing may be tried again on a guess.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Failure {
    /// The name or the password is wrong; the server does not say which.
    BadCredentials,
    /// The password is right, but does not allow acting as the identity asked for.
    NotAuthorized,
    /// The account is disabled: ask the administrator.
    Disabled,
    /// The password has expired: set a new one.
    Expired,
    /// The account has no record for this mechanism yet; one login with PLAIN would make it (RFC 4954 section 6).
    NeedsTransition,
    /// Not now: try later.
    Unavailable,
    /// The server does not have this mechanism.
    NotOffered,
    /// Not without TLS.
    NeedsTls,
    /// The mechanism is too weak for this account (RFC 4954 section 6).
    WeakMechanism,
    /// The exchange was cancelled. IMAP has no code for this; who has sent `*` knows.
    Cancelled,
    /// A line was longer than the server reads.
    TooLong,
    /// The server could not make sense of what it was sent.
    Syntax,
    /// No, without a reason that can be relied on.
    Other,
}

impl Failure {
    /// A stable word for logs and metrics, the same as that of
    /// [`Rejection::label`](sasl_core::server::Rejection::label) for the same thing.
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
