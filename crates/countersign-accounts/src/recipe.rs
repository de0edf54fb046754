//! The parameters of password records.
use countersign::Recipe;

/// The shortest password that can be set, in octets.
pub const MINIMUM: usize = 8;

/// Returns the recipe of stored accounts.
pub fn recipe() -> Recipe {
    Recipe::default().with_minimum(MINIMUM)
}
