//! A key of the directory, and its account.
use super::allow_from::AllowFrom;
use countersign::{account::AccountSnapshot, external::FoundKey, keys::KeyRecord};

/// The record of a key.
#[derive(Clone, Debug)]
pub struct RegisteredKey {
    /// The key.
    pub record: KeyRecord,
    /// Its account.
    pub standing: AccountSnapshot,
    /// The owner of the key has turned PREAUTH off for it.
    pub no_imap_preauth: bool,
    /// Networks that its account may log in from.
    pub allow_from: AllowFrom,
}

impl RegisteredKey {
    /// Returns the key as the decision about a connection needs it.
    pub const fn as_found(&self) -> FoundKey<'_> {
        let (account, no_imap_preauth) = (self.standing.state, self.no_imap_preauth);
        FoundKey { record: &self.record, account, no_imap_preauth }
    }
}
