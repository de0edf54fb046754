//! A server's record in the form that logins use.
use crate::{key::Key, stored::Stored};
use alloc::{boxed::Box, vec::Vec};
use core::fmt;
use sasl_core::{
    mechanism::{Forms, Record},
    server::Check,
};
use subtle::{Choice, ConstantTimeEq};

/// The record of one account, created once when it is loaded. Wiped when dropped.
///
/// It does not check PLAIN passwords ([`Record::verifier`] returns `None`). MD5 is so fast that timing would
/// distinguish an account with only this record from an unknown user, whose decoy is an expensive record.
pub struct CramMd5Record {
    /// As many keys as the directory's [`Forms`]; the rest is padding.
    keys: Box<[(Key, Choice)]>,
}

impl CramMd5Record {
    /// Creates a record from stored keys, with space for all password forms.
    pub fn new(stored: &Stored) -> Self {
        Self::with_forms(stored, Forms::default())
    }

    /// Creates a record from stored keys, for a directory whose records all have this number of forms.
    pub fn with_forms(stored: &Stored, forms: Forms) -> Self {
        Self::fill(stored.keys().cloned(), forms)
    }

    /// Creates the record of accounts that do not exist or have no record.
    pub(crate) fn decoy(forms: Forms) -> Self {
        Self::fill(core::iter::empty(), forms)
    }

    fn fill(real: impl Iterator<Item = Key>, forms: Forms) -> Self {
        let real = real.map(|key| (key, Choice::from(1)));
        let nothing = || (Key::nobody(), Choice::from(0));
        let keys = real.chain(core::iter::repeat_with(nothing)).take(forms.count());
        Self { keys: keys.collect::<Vec<_>>().into() }
    }

    #[cfg(test)]
    pub(crate) fn keys(&self) -> usize {
        self.keys.len()
    }

    /// Checks the digest of the challenge against every key. All are computed, and all 16 octets are compared. The
    /// mechanism calls this itself; it is public for programs that read the messages in another way.
    pub fn check(&self, challenge: &[u8], digest: &[u8; 16]) -> Check {
        let each = self.keys.iter().map(|(key, real)| key.mac(challenge).ct_eq(digest) & *real);
        let any = each.fold(Choice::from(0), |any, one| any | one);
        if any.into() { Check::Match } else { Check::NoMatch }
    }
}

impl Record for CramMd5Record {}

impl fmt::Debug for CramMd5Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CramMd5Record(..)")
    }
}
