//! Login names that show one salt.
use super::{app_name::AppName, name::AccountName};
use core::fmt;

/// The login names that show one salt in SCRAM, whether an account has them or not: `alice`, and `alice@..` in each domain that the
/// directory serves.
///
/// An account is found by its name and its addresses. If its names showed one salt, and two names without an account showed two,
/// a client that asks for the salts of two names would know whether there is such an account. So the salts of accounts and of
/// unknown names are both made of the group ([`DirectorySecret::salts`](crate::DirectorySecret::salts)): two names of one group
/// show one salt, two names of two groups show two, and neither says anything about accounts.
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
    /// The group of a name, which is its local part if its domain is served, that is, if some login name of the directory has
    /// it; else the whole name. A login name of the directory itself has a domain that is served.
    pub fn of(name: &AccountName, is_served: impl FnOnce(&str) -> bool) -> Self {
        let whole = name.key();
        Self(match name.domain() {
            Some(domain) if !is_served(domain) => whole.into(),
            _ => name.local_part().into(),
        })
    }

    /// The group of an app password's name: its owner's, and the label.
    pub fn of_app(name: &AppName, is_served: impl FnOnce(&str) -> bool) -> Self {
        Self::of(name.owner(), is_served).with_label(name.label())
    }

    /// The group of the app password with this label, for the login names of its owner that are of this group.
    #[must_use]
    pub fn with_label(&self, label: &AccountName) -> Self {
        Self(format!("{}{}{}", self.0, AppName::SEPARATOR, label.key()))
    }

    /// A group as [`as_str`](Self::as_str) has given it, from where it was kept.
    pub fn from_kept(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The canonical name of the group: that of [`Found::Unknown`](crate::sasl::server::Found::Unknown) for each of its names.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A name that no account has may be a password.
impl fmt::Debug for SaltGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SaltGroup(..)")
    }
}
