//! What a server stores, ready for use.
use crate::{key::Key, stored::Stored};
use alloc::{boxed::Box, vec::Vec};
use core::fmt;
use sasl_core::{
    mechanism::{Forms, Record},
    server::Check,
};
use subtle::{Choice, ConstantTimeEq};

/// One account's record, made once when it is loaded. Wiped when dropped.
///
/// It does not check PLAIN ([`Record::verifier`] is none): MD5 is so cheap that the time would tell an account which
/// has nothing else from an unknown user, whose decoy is a costly record.
pub struct CramMd5Record {
    /// As many as the directory's [`Forms`]; what fills it up is not real.
    keys: Box<[(Key, Choice)]>,
}

impl CramMd5Record {
    /// From what is stored, with room for all forms that a password can have.
    pub fn new(stored: &Stored) -> Self {
        Self::with_forms(stored, Forms::default())
    }

    /// From what is stored, for a directory whose records all have so many forms.
    pub fn with_forms(stored: &Stored, forms: Forms) -> Self {
        Self::fill(stored.keys().cloned(), forms)
    }

    /// The record of everybody who has none.
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

    /// Is this the digest of the challenge under any of the keys? All are computed, and all 16 octets compared. The
    /// mechanism does this by itself; it is here for programs that read the two messages in another way.
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
