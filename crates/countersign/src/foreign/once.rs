//! A check that is done all at once.
use sasl_core::{mechanism::Verification, server::Check};

/// A check that cannot be cut into slices: all of it is done at the first.
pub(crate) struct Once<F>(pub(crate) F);

impl<F: Fn() -> bool + Send + Sync> Verification for Once<F> {
    fn advance(&mut self, _: u32) -> Option<Check> {
        Some(if (self.0)() { Check::Match } else { Check::NoMatch })
    }
}
