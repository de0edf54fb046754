//! A key that the directory knows, and whose it is.
use super::allow_from::AllowFrom;
use countersign::{account::AccountSnapshot, external::FoundKey, keys::KeyRecord};

/// What a directory holds for a key.
#[derive(Clone, Debug)]
pub(crate) struct KnownKey {
    pub(crate) record: KeyRecord,
    pub(crate) standing: AccountSnapshot,
    /// The owner of the key has turned PREAUTH off for it.
    pub(crate) no_imap_preauth: bool,
    /// Where its account may be logged in from.
    pub(crate) allow_from: AllowFrom,
}

impl KnownKey {
    /// For the decision about a connection.
    pub(crate) const fn as_found(&self) -> FoundKey<'_> {
        let (account, no_imap_preauth) = (self.standing.state, self.no_imap_preauth);
        FoundKey { record: &self.record, account, no_imap_preauth }
    }
}
