//! Login names that share a salt.
use super::{app_name::AppName, name::AccountName};
use core::fmt;

/// The login names that present the same SCRAM salt, whether or not they belong to an account: `alice`, and
/// `alice@..` in each domain of the directory.
///
/// An account is found by its name and its addresses. If these presented one salt while two unknown names
/// presented two, a client could detect accounts by asking for two salts. The salts of accounts and of unknown
/// names are therefore both derived from the group ([`DirectorySecret::salts`](crate::DirectorySecret::salts)).
/// Names of one group present the same salt and names of different groups do not, whether or not they have
/// accounts.
///
/// ```
/// use countersign::account::{AccountName, AppName, SaltGroup};
/// let group = |name| SaltGroup::of(&AccountName::asked(name).unwrap(), |domain| domain == "example.org");
/// assert_eq!(group("Alice"), group("alice@Example.org"));
/// assert_ne!(group("alice"), group("shadow@example.org"));
/// assert_ne!(group("alice"), group("alice@elsewhere.example"), "a domain that is not served");
/// let app = AppName::asked("alice#phone@example.org").unwrap();
/// assert_eq!(SaltGroup::of_app(&app, |_| true).as_str(), "alice#phone");
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SaltGroup(String);

impl SaltGroup {
    /// Returns the group of a name. It is the local part if the domain is served, which means that a login name of
    /// the directory has that domain; otherwise it is the whole name. The domain of an existing login name is
    /// always served.
    pub fn of(name: &AccountName, is_served: impl FnOnce(&str) -> bool) -> Self {
        let whole = name.key();
        Self(match name.domain() {
            Some(domain) if !is_served(domain) => whole.into(),
            _ => name.local_part().into(),
        })
    }

    /// Returns the group of the login name for an app password: that of its owner, with the label.
    pub fn of_app(name: &AppName, is_served: impl FnOnce(&str) -> bool) -> Self {
        Self::of(name.owner(), is_served).with_label(name.label())
    }

    /// Returns the group of the app password with this label, for its owner's login names in this group.
    #[must_use]
    pub fn with_label(&self, label: &AccountName) -> Self {
        Self(format!("{}{}{}", self.0, AppName::SEPARATOR, label.key()))
    }

    /// Restores a group from the stored text of [`as_str`](Self::as_str).
    pub fn from_kept(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Returns the canonical name of the group: that of [`Found::Unknown`](crate::sasl::server::Found::Unknown)
    /// for each of its names.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Shows nothing of the name, because a name without an account can be a password entered in the wrong field.
impl fmt::Debug for SaltGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SaltGroup(..)")
    }
}
