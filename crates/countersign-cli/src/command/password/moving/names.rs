//! The names that an account is found under.
use countersign::{
    NameRefused,
    account::AccountName,
    precis::{Unassigned, saslprep},
};

/// The name as it was there, and what clients that prepare names send in its place, if that is something else.
pub(in crate::command::password) struct Names {
    pub(in crate::command::password) name: AccountName,
    pub(in crate::command::password) prepared: Option<AccountName>,
}

impl Names {
    /// A name that is given out here has one form; one that was given out elsewhere is found under both.
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

    /// Each of which may be taken once.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        [Some(&self.name), self.prepared.as_ref()].into_iter().flatten().map(AccountName::key)
    }
}
