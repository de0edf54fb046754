//! What a directory keeps of a key, and how a new one gets in.
use crate::{possession::Claim, spki::Spki};
use alloc::string::String;
use core::fmt;

/// A key that somebody has registered, as a directory finds it by its fingerprint.
///
/// It checks no password, and it is no record of any mechanism: nothing but EXTERNAL can be had for it.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRecord {
    /// The key itself: a fingerprint finds, the key decides.
    pub spki: Spki,
    /// The directory's own name of the account.
    pub account: String,
    /// The address that the key logs in as.
    pub login_name: String,
}

/// Why a key cannot be registered.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NotRegistered {
    /// This account has it already.
    HeldAlready,
    /// Another account has it: one key logs in to one account.
    HeldByAnother,
    /// The possession was proved for another account's request.
    ClaimedForAnother,
}

impl KeyRecord {
    /// A record that a directory has stored: the key, its own name of the account, and the address that the key logs in
    /// as. A new key is [registered](Self::register).
    pub fn from_parts(spki: Spki, account: impl Into<String>, login_name: impl Into<String>) -> Self {
        Self { spki, account: account.into(), login_name: login_name.into() }
    }

    /// Register a key: for this account, whoever is found to hold its fingerprint now.
    ///
    /// Where two registrations can happen at the same time the directory's own uniqueness of fingerprints has the
    /// last word.
    ///
    /// # Errors
    /// [`NotRegistered`]; nothing has happened then.
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
