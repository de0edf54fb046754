//! The state of an account at one moment, and the authorization that follows from it.
use super::name::AccountName;
use core::fmt;
use core::str::FromStr;
use sasl_core::server::{Authorize, Decision, Rejection};

/// The state of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AccountState {
    /// The account can be used.
    Enabled,
    /// The account rejects all logins, whatever the credential.
    Disabled,
}

/// The state of an account at one moment.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountSnapshot {
    /// The identifier, which is unique for all time and independent of names.
    pub id: String,
    /// The name, as it was assigned.
    pub name: String,
    /// Whether the account can be used.
    pub state: AccountState,
    /// Counts the writes to the credentials. A write based on one generation must not be applied to another: it
    /// would restore an old password.
    pub generation: i64,
    /// Counts the events that end the account's connections, such as a new password or its deactivation.
    pub epoch: i64,
}

impl AccountSnapshot {
    /// An enabled account with this ID and name, of generation and epoch 0.
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self { id: id.into(), name: name.into(), state: AccountState::Enabled, generation: 0, epoch: 0 }
    }

    /// In this state.
    #[must_use]
    pub fn with_state(self, state: AccountState) -> Self {
        Self { state, ..self }
    }

    /// With this generation.
    #[must_use]
    pub fn with_generation(self, generation: i64) -> Self {
        Self { generation, ..self }
    }

    /// In this epoch.
    #[must_use]
    pub fn with_epoch(self, epoch: i64) -> Self {
        Self { epoch, ..self }
    }

    /// Answers [`Authorize`] for a login that looked up this snapshot, where `now` is the current one.
    ///
    /// The login is denied if the credential has been replaced since the lookup. The session runs as the account,
    /// whatever name or address was used to log in. A requested identity other than the authenticated name is
    /// denied.
    pub fn decide(&self, question: &Authorize, now: Option<&Self>) -> Decision {
        let now = match self.still(now) {
            Ok(now) => now,
            Err(why) => return Decision::Deny(why),
        };
        if question.requested().is_some_and(|requested| !is_same(requested, question.authenticated())) {
            return Decision::Deny(Rejection::NotAuthorized);
        }
        Decision::Grant { account: now.name.clone() }
    }

    /// Answers [`Authorize`] for a login with an identity that was proved outside of SASL (EXTERNAL), whose key
    /// belongs to this account; `now` is the current snapshot. The requested identity can be any name or address
    /// of the account. `owner` is the account of the requested identity, or this one if there is no request.
    pub fn decide_external(&self, owner: Option<&Self>, now: Option<&Self>) -> Decision {
        let now = match self.still(now) {
            Ok(now) => now,
            Err(why) => return Decision::Deny(why),
        };
        if owner.is_none_or(|owner| owner.id != self.id) {
            return Decision::Deny(Rejection::NotAuthorized);
        }
        Decision::Grant { account: now.name.clone() }
    }

    /// Returns whether a connection that was accepted with this snapshot can continue with the current one.
    pub fn still_valid(&self, now: Option<&Self>) -> bool {
        self.still(now).is_ok()
    }

    /// Returns the current snapshot if it is the same account, is enabled, and has the same credentials.
    fn still<'a>(&self, now: Option<&'a Self>) -> Result<&'a Self, Rejection> {
        let now = now.filter(|now| now.id == self.id).ok_or(Rejection::BadCredentials)?;
        match now.state {
            AccountState::Disabled => Err(Rejection::Disabled),
            AccountState::Enabled if now.epoch != self.epoch => Err(Rejection::BadCredentials),
            AccountState::Enabled => Ok(now),
        }
    }
}

/// Returns whether both are spellings of one name.
fn is_same(one: &str, other: &str) -> bool {
    match (AccountName::asked(one), AccountName::asked(other)) {
        (Ok(one), Ok(other)) => one.key() == other.key(),
        _ => false,
    }
}

impl AccountState {
    /// Returns the text for a database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Enabled => "enabled",
            Self::Disabled => "disabled",
        }
    }
}

impl fmt::Display for AccountState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The error for a text that is neither `enabled` nor `disabled`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseStateError;

impl FromStr for AccountState {
    type Err = ParseStateError;

    fn from_str(text: &str) -> Result<Self, ParseStateError> {
        match text {
            "enabled" => Ok(Self::Enabled),
            "disabled" => Ok(Self::Disabled),
            _ => Err(ParseStateError),
        }
    }
}

impl fmt::Display for ParseStateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("neither enabled nor disabled")
    }
}

impl std::error::Error for ParseStateError {}
