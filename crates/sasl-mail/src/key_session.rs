//! The rule for a mechanism after a key.
use crate::{client_key::KeyAuthOutcome, reason::InvalidState};
use alloc::string::String;

/// What may still happen on a connection that has begun with this [`KeyAuthOutcome`].
///
/// A client that is known by its key may use one mechanism more, EXTERNAL or another, to choose the address that it
/// acts under, or because it knows no better. Exactly one may succeed, and only for the same account; one that fails
/// does not count.
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
    /// Of a connection that begins so, with the account of its key. An account without an identity to go with it
    /// ([`KeyAuthOutcome::Anonymous`]) binds nobody.
    pub fn new(login: KeyAuthOutcome, account: Option<&str>) -> Self {
        let account = if login.has_identity() { account.map(Into::into) } else { None };
        Self { account, closed: matches!(login, KeyAuthOutcome::GreetPreauth) }
    }

    /// A mechanism may begin.
    ///
    /// # Errors
    /// [`InvalidState`] after PREAUTH and after a mechanism has succeeded.
    pub const fn can_authenticate(&self) -> Result<(), InvalidState> {
        if self.closed { Err(InvalidState::LoggedIn) } else { Ok(()) }
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
