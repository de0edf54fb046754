//! A check that runs in one piece.
use sasl_core::{mechanism::Verification, server::Check};

/// A check that cannot be divided: the first slice does all of it.
pub(crate) struct Once<F>(pub(crate) F);

impl<F: Fn() -> bool + Send + Sync> Verification for Once<F> {
    fn advance(&mut self, _: u32) -> Option<Check> {
        Some(if (self.0)() { Check::Match } else { Check::NoMatch })
    }
}
