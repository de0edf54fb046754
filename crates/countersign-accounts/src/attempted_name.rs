//! The name that a client attempted to log in with, for the audit record.
use std::fmt;
use zeroize::Zeroizing;

/// A name as it was looked up. It is recorded only if an account has it, because users sometimes type a password as the
/// name.
#[derive(Clone)]
pub struct AttemptedName {
    name: Zeroizing<String>,
    /// The account's name, or the attempted name if there is no account, so that both cost the same.
    account: Zeroizing<String>,
    exists: bool,
}

impl AttemptedName {
    pub(super) fn new(name: Zeroizing<String>, account: Option<&str>) -> Self {
        let exists = account.is_some();
        let account = Zeroizing::new(account.unwrap_or(&name).to_owned());
        Self { name, account, exists }
    }

    /// Returns the name or address, if an account has it.
    pub fn name(&self) -> Option<&str> {
        self.exists.then_some(&self.name)
    }

    /// Returns the name of that account.
    pub fn account(&self) -> Option<&str> {
        self.exists.then_some(&self.account)
    }
}

impl fmt::Debug for AttemptedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tried").field("name", &self.name()).field("account", &self.account()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::AttemptedName;

    #[test]
    fn an_unknown_name_is_not_recorded() {
        let name = || String::from("Tr0ub4dor").into();
        let nobodys = AttemptedName::new(name(), None);
        assert_eq!((nobodys.name(), nobodys.account()), (None, None));
        assert!(!format!("{nobodys:?}").contains("Tr0ub4dor"));
        let somebodys = AttemptedName::new(name(), Some("alice"));
        assert_eq!((somebodys.name(), somebodys.account()), (Some("Tr0ub4dor"), Some("alice")));
    }
}
