//! A parsed record before its conversion to credentials.
use super::error::FormatError;
use crate::{credentials::Credentials, foreign::Hashing, hash::ScramHash, row::AnyStored};
use core::fmt;
use sasl_core::{Cost, Secret, mechanism::Verification, server::Check};
use std::sync::Arc;

/// A well-formed record that can still be that of the empty password. It becomes credentials only after a check.
#[derive(Debug)]
pub struct ParsedRecord(Credentials);

impl ParsedRecord {
    pub(super) fn scram(hash: ScramHash, stored: Box<dyn AnyStored>) -> Self {
        Self(Credentials { stored: vec![(hash, stored)], ..Credentials::default() })
    }

    #[cfg(feature = "crammd5")]
    pub(super) fn cram_md5(stored: sasl_crammd5::Stored) -> Self {
        Self(Credentials { cram_md5: crate::cram_md5::CramMd5::of(stored), ..Credentials::default() })
    }

    #[cfg_attr(not(feature = "imported"), expect(dead_code, reason = "nothing makes one"))]
    pub(super) fn foreign(hashing: Arc<dyn Hashing>) -> Self {
        Self(Credentials { foreign: Some(hashing), ..Credentials::default() })
    }

    /// Combines two sets of records of one account for different mechanisms. Of two that check only PLAIN
    /// passwords, the first is kept.
    ///
    /// # Errors
    /// [`FormatError::Twice`] if both have a record for the same mechanism.
    pub fn and(self, other: Self) -> Result<Self, FormatError> {
        let Self(Credentials { mut stored, cram_md5, foreign }) = self;
        let Self(more) = other;
        stored.extend(more.stored);
        stored.sort_by_key(|(hash, _)| ScramHash::ALL.iter().position(|other| other == hash));
        if !stored.is_sorted_by(|(one, _), (next, _)| one != next)
            || (cram_md5.is_there() && more.cram_md5.is_there())
        {
            return Err(FormatError::Twice);
        }
        Ok(Self(Credentials {
            stored,
            cram_md5: cram_md5.or(more.cram_md5),
            foreign: foreign.or(more.foreign),
        }))
    }

    /// Returns the cost of the check, known before any of it is done.
    pub fn cost(&self) -> Cost {
        let Self(Credentials { stored, foreign, .. }) = self;
        let scram = stored.iter().fold(0_u32, |sum, (_, one)| sum.saturating_add(one.iterations()));
        let (units, memory) = foreign.as_ref().map_or((0, 0), |one| (one.units(), one.memory()));
        Cost::units(scram.saturating_add(units).max(1)).with_memory(memory)
    }

    /// Returns the mechanisms for which there are records; none if the record checks only PLAIN passwords.
    pub fn hashes(&self) -> impl Iterator<Item = ScramHash> {
        self.0.hashes()
    }

    /// Returns the highest iteration count of PBKDF2 of any record.
    pub fn iterations(&self) -> u32 {
        let scram = self.0.stored.iter().map(|(_, stored)| stored.iterations());
        scram.chain(self.0.foreign.iter().map(|hashing| hashing.iterations())).max().unwrap_or(0)
    }

    /// Skips the check, which is too slow for the fuzzer.
    #[cfg(fuzzing)]
    #[doc(hidden)]
    pub fn unchecked_for_fuzzing(self) -> Credentials {
        self.0
    }

    /// Starts the check that the record is not that of the empty password.
    pub fn check(self) -> EmptyPasswordCheck {
        let empty = Secret::new("");
        let mut waiting: Vec<_> =
            self.0.stored.iter().map(|(_, stored)| stored.verify_exact(&empty)).collect();
        waiting.extend(self.0.foreign.as_ref().map(|hashing| hashing.begin("")));
        // The CRAM-MD5 record was checked when it was parsed.
        EmptyPasswordCheck { cost: self.cost(), waiting, credentials: self.0 }
    }
}

/// A check in progress, which can run on any thread.
pub struct EmptyPasswordCheck {
    cost: Cost,
    waiting: Vec<Box<dyn Verification>>,
    credentials: Credentials,
}

impl EmptyPasswordCheck {
    /// Returns the total cost.
    pub fn cost(&self) -> Cost {
        self.cost
    }

    /// Does this many units of work, at most to the end of one record. Returns the credentials when the check is
    /// complete.
    ///
    /// # Errors
    /// [`FormatError::EmptyPassword`] if the check matches.
    pub fn advance(&mut self, units: u32) -> Option<Result<Credentials, FormatError>> {
        if let Some(now) = self.waiting.last_mut() {
            if now.advance(units)? == Check::Match {
                return Some(Err(FormatError::EmptyPassword));
            }
            self.waiting.pop();
        }
        let through = self.waiting.is_empty();
        through.then(|| Ok(core::mem::take(&mut self.credentials)))
    }

    /// Does all of the work on this thread.
    ///
    /// # Errors
    /// [`FormatError::EmptyPassword`] if the check matches.
    pub fn run(mut self) -> Result<Credentials, FormatError> {
        loop {
            if let Some(checked) = self.advance(u32::MAX) {
                return checked;
            }
        }
    }
}

impl fmt::Debug for EmptyPasswordCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Checking").field("cost", &self.cost).finish_non_exhaustive()
    }
}
