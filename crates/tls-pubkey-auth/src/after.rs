//! The rule for a mechanism after a key.
use crate::decide::Login;

/// What may still happen on a connection that has begun with this [`Login`].
///
/// A client that is known by its key may use one mechanism more, EXTERNAL or another, to choose the address that it
/// acts under, or because it knows no better. Exactly one may succeed, and only for the same account; one that fails
/// does not count.
///
/// ```
/// use tls_pubkey_auth::{AfterKey, Login, NotNow};
/// let mut after = AfterKey::new(Login::LoggedIn, Some("alice"));
/// assert_eq!(after.may_begin(), Ok(()));
/// assert!(!after.may_be("bob") && after.may_be("alice"));
/// after.succeeded();
/// assert_eq!(after.may_begin(), Err(NotNow::LoggedIn));
/// ```
#[derive(Clone, Debug)]
pub struct AfterKey {
    account: Option<alloc::string::String>,
    closed: bool,
}

/// No mechanism may begin.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NotNow {
    /// Somebody is logged in already: IMAP answers BAD, SMTP 503 5.5.1.
    LoggedIn,
}

impl AfterKey {
    /// Of a connection that begins so, with the account of its key. An account without an identity to go with it
    /// ([`Login::WithoutIdentity`]) binds nobody.
    pub fn new(login: Login, account: Option<&str>) -> Self {
        let account = if login.has_identity() { account.map(Into::into) } else { None };
        Self { account, closed: matches!(login, Login::GreetPreauth) }
    }

    /// A mechanism may begin.
    ///
    /// # Errors
    /// [`NotNow`] after PREAUTH and after a mechanism has succeeded.
    pub const fn may_begin(&self) -> Result<(), NotNow> {
        if self.closed { Err(NotNow::LoggedIn) } else { Ok(()) }
    }

    /// A mechanism may succeed for this account: the one of the key, or any where there is no key. Ask it before any
    /// proof of the server's leaves. Accounts are the directory's own names for them, and not addresses.
    pub fn may_be(&self, account: &str) -> bool {
        self.account.as_deref().is_none_or(|own| own == account)
    }

    /// A mechanism has succeeded: it was the last.
    pub fn succeeded(&mut self) {
        self.closed = true;
    }
}

impl core::fmt::Display for NotNow {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("somebody is logged in already")
    }
}

impl core::error::Error for NotNow {}
