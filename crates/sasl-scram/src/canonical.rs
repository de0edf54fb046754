//! The one name of an account that is found by several.
use alloc::boxed::Box;
use core::fmt;
use sasl_core::mechanism::Record;

/// The canonical name of an account, among its records: that of
/// [`Found::Unknown`](sasl_core::server::Found::Unknown) if there were no such account.
///
/// An account that has no record for a hash is shown a salt that is made of its name; without this, of the name as it was
/// asked for, and then two spellings of one name would tell that somebody has it.
pub struct CanonicalName(Box<str>);

impl CanonicalName {
    /// This name, folded as the directory folds its names.
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
