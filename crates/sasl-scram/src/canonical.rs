//! The canonical name of an account that has several names.
use alloc::boxed::Box;
use core::fmt;
use sasl_core::mechanism::Record;

/// The canonical name of an account, stored among its records. It equals the name that
/// [`Found::Unknown`](sasl_core::server::Found::Unknown) would have if the account did not exist.
///
/// An account without a record for a hash presents a salt that is derived from its canonical name. Without this
/// record the salt would be derived from the requested name, and two spellings of one name would show that the
/// account exists.
pub struct CanonicalName(Box<str>);

impl CanonicalName {
    /// Creates the record from a name that is folded as the directory folds names.
    pub fn new(name: impl Into<Box<str>>) -> Self {
        Self(name.into())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Record for CanonicalName {}

impl fmt::Debug for CanonicalName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CanonicalName(..)")
    }
}
