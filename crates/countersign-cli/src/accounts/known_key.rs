//! A key that the directory knows, and whose it is.
use super::allow_from::AllowFrom;
use countersign::{account::AccountSnapshot, keys::KeyRecord};

/// What a directory holds for a key.
#[derive(Clone, Debug)]
pub(crate) struct KnownKey {
    pub(crate) record: KeyRecord,
    pub(crate) standing: AccountSnapshot,
    /// Where its account may be logged in from.
    pub(crate) allow_from: AllowFrom,
}
