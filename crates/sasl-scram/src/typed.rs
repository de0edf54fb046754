//! What a record is of, asked after a login or before there is any.
use crate::{derive::Derivation, hash::Hash, stored::Stored};
use alloc::{boxed::Box, vec::Vec};
use sasl_core::{Secret, mechanism::Verification, server::Check};
use subtle::{Choice, ConstantTimeEq};
use zeroize::Zeroizing;

impl<H: Hash> Stored<H> {
    /// Begin to check whether this is the password as it was typed when it was set, and not another form of it: from
    /// any other, records would be derived that have lost some of the forms.
    ///
    /// It takes as many units as the record has iterations. What it finds is no login: ask it after one.
    pub fn verify_raw(&self, password: &Secret) -> Box<dyn Verification> {
        // Pairs stand in the order of their forms, and what was typed is the last, or the only one.
        let last = self.pairs.len().saturating_sub(1);
        self.is_of(password, last)
    }

    /// Begin to check whether any of the keys are those of exactly these octets, unprepared: of the empty password above
    /// all, which no client can be kept from using where there are keys of it. It takes as many units as the record has
    /// iterations.
    pub fn verify_exact(&self, password: &Secret) -> Box<dyn Verification> {
        self.is_of(password, 0)
    }

    /// Any from this one on.
    fn is_of(&self, password: &Secret, first: usize) -> Box<dyn Verification> {
        let stored_keys = self.pairs.iter().skip(first).map(|pair| Zeroizing::new(pair.stored_key));
        let derivation = Derivation::new(password.expose().as_bytes(), &self.salt, self.iterations);
        Box::new(Matching::<H> { derivation, stored_keys: stored_keys.collect() })
    }
}

/// The check is under way.
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
