//! The stored record of a key and its registration.
use crate::{possession::Claim, spki::Spki};
use alloc::string::String;
use core::fmt;

/// A registered key, as a directory returns it for a fingerprint.
///
/// It does not verify passwords and is not a record of a mechanism; only EXTERNAL uses it.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRecord {
    /// The public key. The fingerprint finds the record; the key must match.
    pub spki: Spki,
    /// The directory's internal name of the account.
    pub account: String,
    /// The address that the key logs in as.
    pub login_name: String,
}

/// The error for a key that cannot be registered.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NotRegistered {
    /// The account already has the key.
    HeldAlready,
    /// Another account has the key. A key belongs to one account.
    HeldByAnother,
    /// Possession was proved in a request for another account.
    ClaimedForAnother,
}

impl KeyRecord {
    /// A record that a directory has stored: the key, its own name of the account, and the address that the key logs in
    /// as. A new key is [registered](Self::register).
    pub fn from_parts(spki: Spki, account: impl Into<String>, login_name: impl Into<String>) -> Self {
        Self { spki, account: account.into(), login_name: login_name.into() }
    }

    /// Registers a key for this account. `holder` is the account that has the fingerprint now.
    ///
    /// If two registrations can run at the same time, the directory's uniqueness constraint on fingerprints must
    /// decide.
    ///
    /// # Errors
    /// [`NotRegistered`]; the directory is then unchanged.
    pub fn register(
        claim: Claim,
        account: &str,
        login_name: &str,
        holder: Option<&str>,
    ) -> Result<Self, NotRegistered> {
        match holder {
            Some(holder) if holder == account => return Err(NotRegistered::HeldAlready),
            Some(_) => return Err(NotRegistered::HeldByAnother),
            None => {}
        }
        let spki = claim.into_key_for(account).ok_or(NotRegistered::ClaimedForAnother)?;
        Ok(Self { spki, account: account.into(), login_name: login_name.into() })
    }
}

impl fmt::Display for NotRegistered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::HeldAlready => "this account has the key already",
            Self::HeldByAnother => "another account has the key",
            Self::ClaimedForAnother => "the key was claimed for another account",
        })
    }
}

impl core::error::Error for NotRegistered {}
