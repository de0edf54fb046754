//! The names of an imported account.
use countersign::{
    NameRefused,
    account::AccountName,
    precis::{Unassigned, saslprep},
};

/// The name on the other system, and the form that clients send after preparation, if it differs.
pub(in crate::command::password) struct Names {
    pub(in crate::command::password) name: AccountName,
    pub(in crate::command::password) prepared: Option<AccountName>,
}

impl Names {
    /// Names given out here have one form; an imported one is found under both.
    pub(super) fn new(name: &str) -> Result<Self, NameRefused> {
        match AccountName::new(name) {
            Ok(name) => Ok(Self { name, prepared: None }),
            Err(NameRefused::ChangedByClients) => {
                let sent = saslprep(name, Unassigned::Allow).map_err(NameRefused::InvalidName)?;
                if name.trim() != name {
                    return Err(NameRefused::SurroundingWhitespace);
                }
                Ok(Self { name: AccountName::asked(name)?, prepared: Some(AccountName::new(&sent)?) })
            }
            Err(error) => Err(error),
        }
    }

    /// Returns the keys, each of which must be free.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        [Some(&self.name), self.prepared.as_ref()].into_iter().flatten().map(AccountName::key)
    }
}
