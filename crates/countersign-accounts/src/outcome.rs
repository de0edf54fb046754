//! The outcome of a login.
use crate::SessionToken;
use countersign::mail::Reason;
use std::time::Duration;

/// The outcome of a login.
#[derive(Debug)]
#[must_use]
#[non_exhaustive]
pub enum Outcome {
    /// The client is logged in to this account. End the connection when the token [ends](SessionToken::ended): the
    /// password, key or account was changed or removed.
    LoggedIn {
        /// The name of the account.
        account: String,
        /// Data for the protocol's success reply, in a protocol that has room for it.
        data: Option<Vec<u8>>,
        /// Ends with the session.
        session: SessionToken,
    },
    /// The login failed. Send the reply for this reason after the delay.
    Rejected {
        /// The reason, for the reply. It does not tell whether the name has an account.
        reason: Reason,
        /// How long the reply waits; it grows with the failures of the connection.
        delay: Duration,
    },
    /// The slot was given to another connection: close this one.
    Evicted,
    /// The exchange took too long: close the connection.
    TimedOut,
}
