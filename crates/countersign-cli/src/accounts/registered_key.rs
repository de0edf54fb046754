//! A key of the directory, and its account.
use super::allow_from::AllowFrom;
use countersign::{account::AccountSnapshot, keys::KeyRecord};

/// The record of a key.
#[derive(Clone, Debug)]
pub(crate) struct RegisteredKey {
    pub(crate) record: KeyRecord,
    pub(crate) standing: AccountSnapshot,
    /// Networks that its account may log in from.
    pub(crate) allow_from: AllowFrom,
}
