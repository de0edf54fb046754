//! The check of a plaintext password against a record.
use crate::{
    derive::{Derivation, SaltedPassword},
    hash::Hash,
    prepare,
    record::ScramRecord,
};
use alloc::{boxed::Box, string::String, vec::Vec};
use sasl_core::{
    Cost, Secret,
    mechanism::{Record, Verification, Verifier},
    server::Check,
};
use subtle::{Choice, ConstantTimeEq};
use zeroize::Zeroizing;

impl<H: Hash> Record for ScramRecord<H> {
    fn verifier(&self) -> Option<&dyn Verifier> {
        Some(self)
    }
}

/// Checks the passwords of PLAIN and LOGIN by derivation of the keys.
impl<H: Hash> Verifier for ScramRecord<H> {
    fn cost(&self, password: &Secret) -> Cost {
        Verifying::<H>::cost(self.iterations, password)
    }

    fn begin(&self, password: &Secret) -> Box<dyn Verification> {
        Box::new(Verifying::new(self, password))
    }
}

/// A check of a password: every form of the submitted password is derived once and compared with every pair of the
/// record. The number of forms depends only on the submitted password, so an unknown user costs as much as a known
/// one.
pub(crate) struct Verifying<H: Hash> {
    salt: Box<[u8]>,
    iterations: u32,
    stored_keys: Vec<(Zeroizing<H::Output>, Choice)>,
    waiting: Vec<Zeroizing<String>>,
    now: Option<Derivation<H>>,
    matched: Choice,
}

impl<H: Hash> Verifying<H> {
    pub(crate) fn new(record: &ScramRecord<H>, password: &Secret) -> Self {
        Self {
            salt: record.salt.clone(),
            iterations: record.iterations,
            stored_keys: record.pairs.iter().map(|pair| (pair.stored_key.clone(), pair.real)).collect(),
            waiting: prepare::forms(password.expose()).into_iter().map(|(_, form)| form).collect(),
            now: None,
            matched: Choice::from(0),
        }
    }

    pub(crate) fn cost(iterations: u32, password: &Secret) -> Cost {
        let count = u32::try_from(prepare::forms(password.expose()).len()).unwrap_or(u32::MAX);
        Cost::units(iterations.saturating_mul(count))
    }

    fn compare(&mut self, salted: &SaltedPassword<H>) {
        let derived = Zeroizing::new(H::digest((*salted.client_key()).as_ref()));
        for (stored_key, real) in &self.stored_keys {
            self.matched |= (*derived).as_ref().ct_eq((**stored_key).as_ref()) & *real;
        }
    }
}

impl<H: Hash> Verification for Verifying<H> {
    fn advance(&mut self, units: u32) -> Option<Check> {
        if self.now.is_none() {
            let next = self.waiting.pop();
            self.now = next.map(|form| Derivation::new(form.as_bytes(), &self.salt, self.iterations));
        }
        if let Some(derivation) = &mut self.now {
            let salted = derivation.advance(units)?;
            self.compare(&salted);
            self.now = None;
        }
        let check = if bool::from(self.matched) { Check::Match } else { Check::NoMatch };
        self.waiting.is_empty().then_some(check)
    }
}
