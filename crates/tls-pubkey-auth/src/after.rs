//! The rule for a SASL mechanism after authentication by a key.
use crate::decide::KeyAuthOutcome;

/// The authentication state of a connection that began with this [`KeyAuthOutcome`].
///
/// A client that is authenticated by its key can use one mechanism, EXTERNAL or another, to choose its address, or
/// because it does not know that it is authenticated. Exactly one can succeed, and only for the same account.
/// Failed mechanisms do not count.
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

/// The error for a mechanism that must not start.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AlreadyAuthenticated {
    /// The client is already authenticated: IMAP answers BAD, SMTP 503 5.5.1 (RFC 4954 section 4).
    LoggedIn,
}

impl KeySession {
    /// Creates the state of a connection with this outcome and the account of its key. If the account has no
    /// identity ([`KeyAuthOutcome::Anonymous`]), it does not restrict the mechanism.
    pub fn new(login: KeyAuthOutcome, account: Option<&str>) -> Self {
        let account = if login.has_identity() { account.map(Into::into) } else { None };
        Self { account, closed: matches!(login, KeyAuthOutcome::GreetPreauth) }
    }

    /// Checks whether a mechanism can start.
    ///
    /// # Errors
    /// [`AlreadyAuthenticated`] after PREAUTH and after a mechanism has succeeded.
    pub const fn can_authenticate(&self) -> Result<(), AlreadyAuthenticated> {
        if self.closed { Err(AlreadyAuthenticated::LoggedIn) } else { Ok(()) }
    }

    /// Returns whether a mechanism can succeed for this account: only for the key's account, or for any account if
    /// there is no key. Call it before the server sends a proof. Accounts are the directory's internal names, not
    /// addresses.
    pub fn allows_account(&self, account: &str) -> bool {
        self.account.as_deref().is_none_or(|own| own == account)
    }

    /// Records the success of a mechanism. No other can follow.
    pub fn record_success(&mut self) {
        self.closed = true;
    }
}

impl core::fmt::Display for AlreadyAuthenticated {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("the connection is already authenticated")
    }
}

impl core::error::Error for AlreadyAuthenticated {}
