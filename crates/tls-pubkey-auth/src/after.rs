//! The rule for a mechanism after a key.
use crate::decide::KeyAuthOutcome;

/// What may still happen on a connection that has begun with this [`KeyAuthOutcome`].
///
/// A client that is known by its key may use one mechanism more, EXTERNAL or another, to choose the address that it
/// acts under, or because it knows no better. Exactly one may succeed, and only for the same account; one that fails
/// does not count.
///
/// ```
/// use tls_pubkey_auth::{KeySession, KeyAuthOutcome, AlreadyAuthenticated};
/// let mut after = KeySession::new(KeyAuthOutcome::LoggedIn, Some("alice"));
/// assert_eq!(after.can_authenticate(), Ok(()));
/// assert!(!after.allows_account("bob") && after.allows_account("alice"));
/// after.record_success();
/// assert_eq!(after.can_authenticate(), Err(AlreadyAuthenticated::LoggedIn));
/// ```
#[derive(Clone, Debug)]
pub struct KeySession {
    account: Option<alloc::string::String>,
    closed: bool,
}

/// No mechanism may begin.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AlreadyAuthenticated {
    /// Somebody is logged in already: IMAP answers BAD, SMTP 503 5.5.1.
    LoggedIn,
}

impl KeySession {
    /// Of a connection that begins so, with the account of its key. An account without an identity to go with it
    /// ([`KeyAuthOutcome::Anonymous`]) binds nobody.
    pub fn new(login: KeyAuthOutcome, account: Option<&str>) -> Self {
        let account = if login.has_identity() { account.map(Into::into) } else { None };
        Self { account, closed: matches!(login, KeyAuthOutcome::GreetPreauth) }
    }

    /// A mechanism may begin.
    ///
    /// # Errors
    /// [`AlreadyAuthenticated`] after PREAUTH and after a mechanism has succeeded.
    pub const fn can_authenticate(&self) -> Result<(), AlreadyAuthenticated> {
        if self.closed { Err(AlreadyAuthenticated::LoggedIn) } else { Ok(()) }
    }

    /// A mechanism may succeed for this account: the one of the key, or any where there is no key. Ask it before any
    /// proof of the server's leaves. Accounts are the directory's own names for them, and not addresses.
    pub fn allows_account(&self, account: &str) -> bool {
        self.account.as_deref().is_none_or(|own| own == account)
    }

    /// A mechanism has succeeded: it was the last.
    pub fn record_success(&mut self) {
        self.closed = true;
    }
}

impl core::fmt::Display for AlreadyAuthenticated {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("somebody is logged in already")
    }
}

impl core::error::Error for AlreadyAuthenticated {}
