//! Registration of keys, by commands and by clients.
use super::{error::StoreError, write::Write};
use countersign::{
    account::{AccountName, AccountSnapshot},
    keys::{Claim, KeyRecord},
};

/// A key to register.
pub struct NewKey<'a> {
    /// The key, and how its possession was shown.
    pub claim: Claim,
    /// A name or address of the account, which the key will log in as.
    pub address: &'a AccountName,
    /// The key's name, chosen by the account.
    pub name: &'a str,
    /// The certificate that the key came in (DER).
    pub certificate: Option<&'a [u8]>,
    /// The owner of the key turns PREAUTH off for it.
    pub no_imap_preauth: bool,
    /// The account when registration was allowed: registration fails if it has changed.
    pub while_it_lasts: Option<&'a AccountSnapshot>,
}

impl Write {
    /// Registers a key for the account of its address, unless an account has it already.
    pub async fn register(&mut self, new: NewKey<'_>) -> Result<KeyRecord, StoreError> {
        let NewKey { claim, address, name, certificate, no_imap_preauth, while_it_lasts } = new;
        let account = self.account(address).await?;
        if while_it_lasts.is_some_and(|then| !then.still_valid(Some(&account))) {
            return Err(StoreError::Overtaken);
        }
        let holder = self.key_holder(&claim.spki().fingerprint()).await?;
        let record = KeyRecord::register(claim, &account.id, address.spelling(), holder.as_deref());
        let record = record.map_err(StoreError::NotRegistered)?;
        self.add_key(&record, address, name, no_imap_preauth, certificate).await?;
        Ok(record)
    }
}
