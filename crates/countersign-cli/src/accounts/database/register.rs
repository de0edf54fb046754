//! How a key gets in, whoever asks for it.
use super::{error::StoreError, write::Write};
use countersign::{
    account::{AccountName, AccountSnapshot},
    keys::{Claim, KeyRecord},
};

/// A key that somebody wants to be registered.
pub(crate) struct NewKey<'a> {
    pub(crate) claim: Claim,
    /// A name or address of its account's, which it will log in as.
    pub(crate) address: &'a AccountName,
    /// What its owner calls it.
    pub(crate) name: &'a str,
    pub(crate) certificate: Option<&'a [u8]>,
    pub(crate) no_imap_preauth: bool,
    /// What the account was like when they were allowed to ask: not if it does not last.
    pub(crate) while_it_lasts: Option<&'a AccountSnapshot>,
}

impl Write {
    /// Register a key for the account of its address, unless somebody has it.
    pub(crate) async fn register(&mut self, new: NewKey<'_>) -> Result<KeyRecord, StoreError> {
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
