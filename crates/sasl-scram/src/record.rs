//! What a server stores, ready for use.
use crate::{
    derive::{Derivation, SaltedPassword},
    hash::Hash,
    hmac::HmacKey,
    prepare,
    stored::Stored,
};
use alloc::{boxed::Box, format};
use core::fmt;
use sasl_core::{Cost, Record, Secret, Verification, Verifier, server::Check};
use subtle::{Choice, ConstantTimeEq};
use zeroize::Zeroizing;

/// One account's record for one hash: StoredKey and ServerKey with their HMAC states, and the end of the
/// server-first-message that goes with them, all made once when it is loaded. Wiped when dropped.
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
    salt: Box<[u8]>,
    iterations: u32,
    /// `,s=<salt>,i=<iteration count>`
    pub(crate) parameters: Box<str>,
    pub(crate) stored_key: Zeroizing<H::Output>,
    pub(crate) stored_hmac: HmacKey<H>,
    pub(crate) server_hmac: HmacKey<H>,
    /// A decoy's keys match nothing.
    pub(crate) real: Choice,
}

impl<H: Hash> ScramRecord<H> {
    /// From what is stored.
    pub fn new(stored: &Stored<H>) -> Self {
        Self {
            salt: stored.salt().into(),
            iterations: stored.iterations(),
            parameters: format!(",s={},i={}", stored.salt_text(), stored.iterations()).into(),
            stored_hmac: HmacKey::new(stored.stored_key().as_ref()),
            server_hmac: HmacKey::new(stored.server_key().as_ref()),
            stored_key: Zeroizing::new(*stored.stored_key()),
            real: Choice::from(1),
        }
    }

    /// A record that nobody has the password for, to check unknown users with.
    pub(crate) fn decoy(keys: &[H::Output; 2], salt: &[u8], iterations: u32) -> Self {
        let [stored_key, server_key] = keys;
        Self {
            salt: salt.into(),
            iterations,
            parameters: format!(",i={iterations}").into(),
            stored_hmac: HmacKey::new(stored_key.as_ref()),
            server_hmac: HmacKey::new(server_key.as_ref()),
            stored_key: Zeroizing::new(*stored_key),
            real: Choice::from(0),
        }
    }
}

impl<H: Hash> Record for ScramRecord<H> {
    fn verifier(&self) -> Option<&dyn Verifier> {
        Some(self)
    }
}

/// PLAIN and LOGIN are checked by deriving the keys anew.
impl<H: Hash> Verifier for ScramRecord<H> {
    fn cost(&self, _: &Secret) -> Cost {
        Cost::units(self.iterations)
    }

    fn begin(&self, password: &Secret) -> Box<dyn Verification> {
        let prepared = prepare::password(password.expose());
        let usable = Choice::from(u8::from(prepared.is_some()));
        let password = prepared.unwrap_or_default();
        Box::new(Verifying::<H> {
            derivation: Derivation::new(password.as_bytes(), &self.salt, self.iterations),
            stored_key: self.stored_key.clone(),
            may_match: self.real & usable,
        })
    }
}

struct Verifying<H: Hash> {
    derivation: Derivation<H>,
    stored_key: Zeroizing<H::Output>,
    may_match: Choice,
}

impl<H: Hash> Verification for Verifying<H> {
    fn advance(&mut self, units: u32) -> Option<Check> {
        let salted: SaltedPassword<H> = self.derivation.advance(units)?;
        let stored_key = Zeroizing::new(H::digest((*salted.client_key()).as_ref()));
        let same = (*stored_key).as_ref().ct_eq((*self.stored_key).as_ref());
        Some(if bool::from(same & self.may_match) { Check::Match } else { Check::NoMatch })
    }
}

impl<H: Hash> fmt::Debug for ScramRecord<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ScramRecord({}, ..)", H::NAME)
    }
}
