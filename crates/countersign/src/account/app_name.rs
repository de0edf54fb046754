//! The names of app passwords: what a program logs in with that has a password of its own.
use super::name::AccountName;
use crate::login_name::NameRefused;

/// A login name with the label of an app password in it: `alice#phone`, `alice#phone@example.org`.
///
/// SCRAM and CRAM-MD5 show a salt or a challenge before the server can know which password is meant, so there an app
/// password has a name of its own. The separator is for nothing else: a directory refuses names and addresses that have one.
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
    /// Between the name and the label.
    pub const SEPARATOR: char = '#';

    /// A name to look up, as somebody has sent it; `None` if there is no label in it.
    pub fn asked(name: &str) -> Option<Self> {
        let (local, domain) = match name.rsplit_once('@') {
            Some((local, domain)) => (local, Some(domain)),
            None => (name, None),
        };
        let (owner, label) = local.split_once(Self::SEPARATOR)?;
        let owner = domain.map_or_else(|| owner.into(), |domain| [owner, domain].join("@"));
        Some(Self { owner: AccountName::asked(&owner).ok()?, label: AccountName::asked(label).ok()? })
    }

    /// A label that is being given out. What cannot be part of a login name is refused.
    ///
    /// # Errors
    /// [`NameRefused`].
    pub fn new_label(label: &str) -> Result<AccountName, NameRefused> {
        if label.contains(['@', Self::SEPARATOR]) {
            return Err(NameRefused::Separator);
        }
        AccountName::new(label)
    }

    /// What somebody logs in with who has this login name and this label.
    pub fn join(login_name: &str, label: &str) -> String {
        match login_name.rsplit_once('@') {
            Some((local, domain)) => format!("{local}{}{label}@{domain}", Self::SEPARATOR),
            None => format!("{login_name}{}{label}", Self::SEPARATOR),
        }
    }

    /// The account's name or address in it.
    pub fn owner(&self) -> &AccountName {
        &self.owner
    }

    /// The label in it.
    pub fn label(&self) -> &AccountName {
        &self.label
    }
}
