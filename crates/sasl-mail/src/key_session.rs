//! The rule for a mechanism after a key.
use crate::{client_key::KeyAuthOutcome, reason::InvalidState};
use alloc::string::String;

/// The authentication state of a connection that began with this [`KeyAuthOutcome`].
///
/// A client that is authenticated by its key can use one mechanism, EXTERNAL or another, to choose its address, or
/// because it does not know that it is authenticated. Exactly one can succeed, and only for the same account.
/// Failed mechanisms do not count.
///
/// ```
/// use sasl_mail::{InvalidState, KeyAuthOutcome, KeySession};
/// let mut after = KeySession::new(KeyAuthOutcome::LoggedIn, Some("alice"));
/// assert_eq!(after.can_authenticate(), Ok(()));
/// assert!(!after.allows_account("bob") && after.allows_account("alice"));
/// after.record_success();
/// assert_eq!(after.can_authenticate(), Err(InvalidState::LoggedIn));
/// ```
#[derive(Clone, Debug)]
pub struct KeySession {
    account: Option<String>,
    closed: bool,
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
    /// [`InvalidState`] after PREAUTH and after a mechanism has succeeded.
    pub const fn can_authenticate(&self) -> Result<(), InvalidState> {
        if self.closed { Err(InvalidState::LoggedIn) } else { Ok(()) }
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
