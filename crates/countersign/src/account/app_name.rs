//! The login names for app passwords.
use super::name::AccountName;
use crate::login_name::NameRefused;

/// A login name with the label of an app password: `alice#phone`, `alice#phone@example.org`.
///
/// SCRAM and CRAM-MD5 send a salt or a challenge before the server can determine which password the client uses.
/// An app password therefore needs its own login name. The separator has no other use: a directory rejects names
/// and addresses that contain it.
///
/// ```
/// use countersign::account::AppName;
/// let name = AppName::asked("Alice#Phone@example.org").unwrap();
/// assert_eq!((name.owner().key(), name.label().key()), ("alice@example.org", "phone"));
/// assert_eq!(AppName::join("alice@example.org", "phone"), "alice#phone@example.org");
/// assert!(AppName::asked("alice@example.org").is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppName {
    owner: AccountName,
    label: AccountName,
}

impl AppName {
    /// The separator between the name and the label.
    pub const SEPARATOR: char = '#';

    /// Parses a name that a client sent, for the lookup. Returns `None` if it has no label.
    pub fn asked(name: &str) -> Option<Self> {
        let (local, domain) = match name.rsplit_once('@') {
            Some((local, domain)) => (local, Some(domain)),
            None => (name, None),
        };
        let (owner, label) = local.split_once(Self::SEPARATOR)?;
        let owner = domain.map_or_else(|| owner.into(), |domain| [owner, domain].join("@"));
        Some(Self { owner: AccountName::asked(&owner).ok()?, label: AccountName::asked(label).ok()? })
    }

    /// Checks a new label. Characters that login names cannot contain are rejected.
    ///
    /// # Errors
    /// [`NameRefused`] if the label is invalid.
    pub fn new_label(label: &str) -> Result<AccountName, NameRefused> {
        if label.contains(['@', Self::SEPARATOR]) {
            return Err(NameRefused::Separator);
        }
        AccountName::new(label)
    }

    /// Joins a login name and a label to the login name for the app password.
    pub fn join(login_name: &str, label: &str) -> String {
        match login_name.rsplit_once('@') {
            Some((local, domain)) => format!("{local}{}{label}@{domain}", Self::SEPARATOR),
            None => format!("{login_name}{}{label}", Self::SEPARATOR),
        }
    }

    /// Returns the name or address of the account.
    pub fn owner(&self) -> &AccountName {
        &self.owner
    }

    /// Returns the label.
    pub fn label(&self) -> &AccountName {
        &self.label
    }
}
