//! What records of passwords are made by.
use countersign::Recipe;

/// The shortest password that can be set, in octets.
pub(crate) const MINIMUM: usize = 8;

/// The recipe of accounts that are kept.
pub(crate) fn recipe() -> Recipe {
    Recipe::default().with_minimum(MINIMUM)
}
