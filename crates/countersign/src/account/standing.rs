//! What holds of an account at one moment, and what follows from it for a login.
use super::name::AccountName;
use core::fmt;
use core::str::FromStr;
use sasl_core::server::{Authorize, Decision, Rejection};

/// May it be used?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AccountState {
    /// It may.
    Enabled,
    /// Nobody gets in, however they prove who they are.
    Disabled,
}

/// What holds of an account at one moment.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountSnapshot {
    /// What no other account has or will have, whatever their names.
    pub id: String,
    /// Its name, as it was given out.
    pub name: String,
    /// May it be used?
    pub state: AccountState,
    /// Counts what was written to its credentials. A write that began with one generation must not be made to
    /// another: it would bring back an old password.
    pub generation: i64,
    /// Counts what ends its connections: another password, being disabled.
    pub epoch: i64,
}

impl AccountSnapshot {
    /// An account that is enabled, of which nothing has been changed: its ID and its name.
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

    /// The answer to the last question of a login that found the account like this, when by `now` it is like that.
    ///
    /// Whoever has proved a credential that has been replaced meanwhile has proved nothing. They act as the account,
    /// whatever name or address they logged in with; another identity than the name that they have proved is refused.
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

    /// The answer to the last question of a login by what was proved beneath SASL (EXTERNAL): a key that is this
    /// account's, and that by `now` still is. The identity that they ask to act as may be any name or address of the
    /// account; `owner` is the account whose it is, or this one's where they ask for none.
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

    /// May a connection that was let in like this go on, when by `now` the account is like that?
    pub fn still_valid(&self, now: Option<&Self>) -> bool {
        self.still(now).is_ok()
    }

    /// What holds now, if it still is this account, may be used, and has the credentials that it had.
    fn still<'a>(&self, now: Option<&'a Self>) -> Result<&'a Self, Rejection> {
        let now = now.filter(|now| now.id == self.id).ok_or(Rejection::BadCredentials)?;
        match now.state {
            AccountState::Disabled => Err(Rejection::Disabled),
            AccountState::Enabled if now.epoch != self.epoch => Err(Rejection::BadCredentials),
            AccountState::Enabled => Ok(now),
        }
    }
}

/// Two spellings of one name.
fn is_same(one: &str, other: &str) -> bool {
    match (AccountName::asked(one), AccountName::asked(other)) {
        (Ok(one), Ok(other)) => one.key() == other.key(),
        _ => false,
    }
}

impl AccountState {
    /// As a database keeps it.
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

/// The text is neither `enabled` nor `disabled`.
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
