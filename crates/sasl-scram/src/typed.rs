//! Checks of a record against a password outside of a login.
use crate::{derive::Derivation, hash::Hash, stored::Stored};
use alloc::{boxed::Box, vec::Vec};
use sasl_core::{Secret, mechanism::Verification, server::Check};
use subtle::{Choice, ConstantTimeEq};
use zeroize::Zeroizing;

impl<H: Hash> Stored<H> {
    /// Starts a check whether this is the password as typed when it was set, and not another form of it. Records
    /// derived from another form would lack some of the forms.
    ///
    /// It takes as many units as the record has iterations. The result does not authenticate a client: use it
    /// after a login.
    pub fn verify_raw(&self, password: &Secret) -> Box<dyn Verification> {
        // Pairs are in the order of their forms; the password as typed is the last or the only one.
        let last = self.pairs.len().saturating_sub(1);
        self.is_of(password, last)
    }

    /// Starts a check whether any of the keys belong to exactly these octets, without preparation. Its main use is
    /// the empty password, because clients cannot be prevented from using keys of it. It takes as many units as
    /// the record has iterations.
    pub fn verify_exact(&self, password: &Secret) -> Box<dyn Verification> {
        self.is_of(password, 0)
    }

    /// Checks the pairs from this one on.
    fn is_of(&self, password: &Secret, first: usize) -> Box<dyn Verification> {
        let stored_keys = self.pairs.iter().skip(first).map(|pair| Zeroizing::new(pair.stored_key));
        let derivation = Derivation::new(password.expose().as_bytes(), &self.salt, self.iterations);
        Box::new(Matching::<H> { derivation, stored_keys: stored_keys.collect() })
    }
}

/// A check in progress.
struct Matching<H: Hash> {
    derivation: Derivation<H>,
    stored_keys: Vec<Zeroizing<H::Output>>,
}

impl<H: Hash> Verification for Matching<H> {
    fn advance(&mut self, units: u32) -> Option<Check> {
        let salted = self.derivation.advance(units)?;
        let derived = Zeroizing::new(H::digest((*salted.client_key()).as_ref()));
        let same = |key: &Zeroizing<H::Output>| (*derived).as_ref().ct_eq((**key).as_ref());
        let any = self.stored_keys.iter().fold(Choice::from(0), |any, key| any | same(key));
        Some(if any.into() { Check::Match } else { Check::NoMatch })
    }
}
