//! A server's record in the form that logins use.
use crate::{
    hash::{Hash, Octets},
    hmac::HmacKey,
    stored::Stored,
};
use alloc::{boxed::Box, format, vec::Vec};
use core::fmt;
use sasl_core::mechanism::Forms;
use subtle::Choice;
use zeroize::Zeroizing;

/// The record of one account for one hash: the keys as HMAC states and the end of the server-first-message. It is
/// created once when the account is loaded. Wiped when dropped.
///
/// ```
/// use sasl_scram::{ScramRecord, Sha256, Stored};
/// let stored = Stored::<Sha256>::parse(
///     "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:\
///      wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=",
/// )?;
/// let records = sasl_core::Records::new([std::sync::Arc::new(ScramRecord::new(&stored)) as _]);
/// assert!(records.get::<ScramRecord<Sha256>>().is_some());
/// # Ok::<(), sasl_scram::RecordError>(())
/// ```
pub struct ScramRecord<H: Hash> {
    pub(crate) salt: Box<[u8]>,
    pub(crate) iterations: u32,
    /// `,s=<salt>,i=<iteration count>`; for a decoy without the salt.
    pub(crate) parameters: Box<str>,
    /// As many key pairs as the directory's [`Forms`].
    pub(crate) pairs: Box<[Pair<H>]>,
}

/// The keys of one password form.
pub(crate) struct Pair<H: Hash> {
    pub(crate) stored_key: Zeroizing<H::Output>,
    pub(crate) stored_hmac: HmacKey<H>,
    pub(crate) server_hmac: HmacKey<H>,
    /// Whether the pair is real: padding and the keys of a decoy match nothing.
    pub(crate) real: Choice,
}

impl<H: Hash> Pair<H> {
    fn new(stored_key: &H::Output, server_key: &H::Output, real: u8) -> Self {
        Self {
            stored_hmac: HmacKey::new(stored_key.as_ref()),
            server_hmac: HmacKey::new(server_key.as_ref()),
            stored_key: Zeroizing::new(*stored_key),
            real: Choice::from(real),
        }
    }
}

impl<H: Hash> ScramRecord<H> {
    /// Creates a record from stored keys, with space for all password forms.
    pub fn new(stored: &Stored<H>) -> Self {
        Self::with_forms(stored, Forms::default())
    }

    /// Creates a record from stored keys, for a directory whose records and decoys all have this number of forms.
    pub fn with_forms(stored: &Stored<H>, forms: Forms) -> Self {
        let real = stored.pairs.iter().map(|pair| Pair::new(&pair.stored_key, &pair.server_key, 1));
        Self {
            salt: stored.salt.as_slice().into(),
            iterations: stored.iterations,
            parameters: format!(",s={},i={}", stored.salt_text(), stored.iterations).into(),
            pairs: fill(real, forms),
        }
    }

    /// Creates a decoy with the salt, the iteration count and the cost of this record, which matches no password.
    /// It is for an unknown name that must be indistinguishable from this account.
    pub fn decoy_of(stored: &Stored<H>) -> Self {
        let mut record = Self::new(stored);
        record.pairs.iter_mut().for_each(|pair| pair.real = Choice::from(0));
        record
    }

    /// Creates a record without a known password, to check passwords of unknown users against. Its salt is never
    /// sent.
    pub(crate) fn stand_in(iterations: u32, forms: Forms) -> Self {
        Self {
            salt: [0; 16].into(),
            iterations,
            parameters: format!(",i={iterations}").into(),
            pairs: fill(core::iter::empty(), forms),
        }
    }
}

fn fill<H: Hash>(real: impl Iterator<Item = Pair<H>>, forms: Forms) -> Box<[Pair<H>]> {
    let nothing = || Pair::new(&H::Output::zero(), &H::Output::zero(), 0);
    real.chain(core::iter::repeat_with(nothing)).take(forms.count()).collect::<Vec<_>>().into()
}

impl<H: Hash> fmt::Debug for ScramRecord<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ScramRecord({}, ..)", H::NAME)
    }
}
