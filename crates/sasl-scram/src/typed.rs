//! Is what was sent, octet for octet, the password as it was set?
use crate::{derive::Derivation, hash::Hash, stored::Stored};
use alloc::boxed::Box;
use sasl_core::{Secret, Verification, server::Check};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

impl<H: Hash> Stored<H> {
    /// Begin to check whether this is the password as it was typed when it was set, and not another form of it: from
    /// any other, records would be derived that have lost some of the forms.
    ///
    /// It takes as many units as the record has iterations. What it finds is no login: ask it after one.
    pub fn typed(&self, password: &Secret) -> Box<dyn Verification> {
        // Pairs stand in the order of their forms, and what was typed is the last, or the only one.
        let stored_key = self.pairs.last().map(|pair| Zeroizing::new(pair.stored_key));
        let derivation = Derivation::new(password.expose().as_bytes(), &self.salt, self.iterations);
        Box::new(Typed::<H> { derivation, stored_key })
    }
}

/// The check is under way.
struct Typed<H: Hash> {
    derivation: Derivation<H>,
    stored_key: Option<Zeroizing<H::Output>>,
}

impl<H: Hash> Verification for Typed<H> {
    fn advance(&mut self, units: u32) -> Option<Check> {
        let salted = self.derivation.advance(units)?;
        let derived = Zeroizing::new(H::digest((*salted.client_key()).as_ref()));
        let matches = |stored_key: &Zeroizing<H::Output>| {
            bool::from((*derived).as_ref().ct_eq((**stored_key).as_ref()))
        };
        Some(if self.stored_key.as_ref().is_some_and(matches) { Check::Match } else { Check::NoMatch })
    }
}
