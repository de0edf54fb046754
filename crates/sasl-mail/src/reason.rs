//! The reason for a failure as far as the client may know it.
use sasl_core::server::{NotOffered, Rejection};

/// The reason for a failure reply: a row of the [reply table](crate::reply). Create it from the result of an
/// exchange or an offer, or from [`InvalidState`].
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Unknown user, wrong password, no record, wrong channel, or downgrade. All have one reply.
    BadCredentials,
    /// The client authenticated, but may not act as the requested identity.
    NotAuthorized,
    /// The client authenticated, but the account is disabled.
    Disabled,
    /// The client authenticated, but the password has expired.
    Expired,
    /// Not authenticated: the account has no record for this mechanism yet, and a login with PLAIN would create
    /// one. This reply reveals that the account exists, so a rejection is converted to it only by
    /// [`revealing_transitions`](Reason::revealing_transitions).
    NeedsTransition,
    /// The application could not answer, or there were too many attempts.
    Unavailable,
    /// The mechanism is unknown.
    NotOffered,
    /// The mechanism requires TLS.
    NeedsTls,
    /// The line is not base64.
    Undecodable,
    /// The client sent `*`.
    Cancelled,
    /// An initial response for a mechanism whose server sends the first message.
    UnexpectedInitialResponse,
    /// A line or a message exceeds the limit.
    TooLong,
    /// The message does not follow the mechanism's syntax.
    Malformed,
    /// The session is already authenticated.
    LoggedIn,
    /// A mail transaction is in progress (SMTP).
    InTransaction,
    /// The command requires authentication.
    LoginNeeded,
}

/// The error for a command in an invalid state of the session.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InvalidState {
    /// A second login (RFC 4954 section 4, RFC 9051 section 6.2).
    LoggedIn,
    /// A login during a mail transaction (RFC 4954 section 4).
    InTransaction,
    /// Another command before the login (RFC 4954 section 6).
    LoginNeeded,
}

impl Reason {
    /// All rows.
    pub const ALL: &'static [Self] = &[
        Self::BadCredentials,
        Self::NotAuthorized,
        Self::Disabled,
        Self::Expired,
        Self::NeedsTransition,
        Self::Unavailable,
        Self::NotOffered,
        Self::NeedsTls,
        Self::Undecodable,
        Self::Cancelled,
        Self::UnexpectedInitialResponse,
        Self::TooLong,
        Self::Malformed,
        Self::LoggedIn,
        Self::InTransaction,
        Self::LoginNeeded,
    ];

    /// Returns the row for a rejection at a site that reports a missing record for the mechanism (432 4.7.12 in
    /// SMTP), although this reveals which accounts exist. [`From`] does not reveal it.
    pub fn revealing_transitions(rejection: Rejection) -> Self {
        match rejection {
            Rejection::NeedsTransition => Self::NeedsTransition,
            other => other.into(),
        }
    }
}

impl From<Rejection> for Reason {
    fn from(rejection: Rejection) -> Self {
        match rejection {
            Rejection::NotAuthorized => Self::NotAuthorized,
            Rejection::Disabled => Self::Disabled,
            Rejection::Expired => Self::Expired,
            Rejection::Unavailable | Rejection::Throttled => Self::Unavailable,
            Rejection::Malformed => Self::Malformed,
            Rejection::Undecodable => Self::Undecodable,
            Rejection::UnexpectedInitialResponse => Self::UnexpectedInitialResponse,
            Rejection::TooLong => Self::TooLong,
            Rejection::Cancelled | Rejection::Unacknowledged => Self::Cancelled,
            // Future variants get the reply that discloses least.
            Rejection::BadCredentials
            | Rejection::NeedsTransition
            | Rejection::BindingMismatch
            | Rejection::Downgrade
            | _ => Self::BadCredentials,
        }
    }
}

impl From<NotOffered> for Reason {
    fn from(not_offered: NotOffered) -> Self {
        match not_offered {
            NotOffered::NeedsTls => Self::NeedsTls,
            NotOffered::Unknown | _ => Self::NotOffered,
        }
    }
}

impl From<InvalidState> for Reason {
    fn from(not_now: InvalidState) -> Self {
        match not_now {
            InvalidState::LoggedIn => Self::LoggedIn,
            InvalidState::InTransaction => Self::InTransaction,
            InvalidState::LoginNeeded => Self::LoginNeeded,
        }
    }
}
