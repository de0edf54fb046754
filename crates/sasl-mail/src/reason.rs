//! Why a server says no, as far as the client may know.
use sasl_core::server::{NotOffered, Rejection};

/// A row of the [reply table](crate::reply). Made from what the exchange or the offer says, or from [`InvalidState`].
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Unknown user, wrong password, no record, another channel, a downgrade: one reply for all of them.
    BadCredentials,
    /// Proved, but not allowed to act as the identity asked for.
    NotAuthorized,
    /// Proved, but the account is disabled.
    Disabled,
    /// Proved, but the password has expired.
    Expired,
    /// Proved to nobody: the account has no record for this mechanism yet, and a login with PLAIN would make one. It
    /// tells that the account exists, so a rejection becomes this row only by
    /// [`revealing_transitions`](Reason::revealing_transitions).
    NeedsTransition,
    /// The application could not answer, or there were too many attempts.
    Unavailable,
    /// No such mechanism.
    NotOffered,
    /// The mechanism is there only over TLS.
    NeedsTls,
    /// Not base64.
    Undecodable,
    /// `*`.
    Cancelled,
    /// An initial response for a mechanism that begins with the server.
    UnexpectedInitialResponse,
    /// A line or a message that is longer than is read.
    TooLong,
    /// Not the mechanism's syntax.
    Malformed,
    /// Somebody is logged in already.
    LoggedIn,
    /// Mail is being handed in (SMTP).
    InTransaction,
    /// The command needs a login first.
    LoginNeeded,
}

/// The command has no place at this point of the session.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InvalidState {
    /// A second login (RFC 4954 section 4, RFC 9051 section 6.2).
    LoggedIn,
    /// A login in the middle of a mail transaction (RFC 4954 section 4).
    InTransaction,
    /// Something else before the login (RFC 4954 section 6).
    LoginNeeded,
}

impl Reason {
    /// Every row.
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

    /// The row for a rejection where the site has decided that those may be told whose account lacks a record for the
    /// mechanism (432 4.7.12 in SMTP), though it tells everybody which names exist. [`From`] keeps that to itself.
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
            // And what is newer than this crate: the reply that tells least.
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
