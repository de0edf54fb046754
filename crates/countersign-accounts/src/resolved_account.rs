//! An account as found by a login.
use super::{allow_from::AllowFrom, app::App, terms::Terms};
use countersign::account::AccountSnapshot;
use std::net::IpAddr;
use zeroize::Zeroizing;

/// The directory's entry for a name.
#[derive(Clone, Debug)]
pub struct ResolvedAccount {
    pub standing: AccountSnapshot,
    /// Networks that the account may log in from.
    allow_from: AllowFrom,
    /// Records of the password as text, for an upgrade after the login. Empty without a password, and where nothing is
    /// upgraded.
    pub(super) credentials: Credentials,
    /// The app password that was used, if it was not the account's own password.
    pub app: Option<App>,
}

/// Text that `Debug` does not show.
#[derive(Clone, Default)]
pub(super) struct Credentials(pub(super) Zeroizing<String>);

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Credentials(..)")
    }
}

impl ResolvedAccount {
    /// Makes an entry without credentials.
    pub fn new(terms: impl Into<Terms>) -> Self {
        let Terms { standing, allow_from } = terms.into();
        Self { standing, allow_from, credentials: Credentials::default(), app: None }
    }

    /// Adds the records.
    pub(super) fn with_credentials(self, text: Zeroizing<String>) -> Self {
        Self { credentials: Credentials(text), ..self }
    }

    /// Adds the app password that was used, if any.
    pub fn by(self, app: Option<App>) -> Self {
        Self { app, ..self }
    }

    /// Returns whether the credential may be used from this address: both the app password's networks and the account's have
    /// to allow it.
    pub fn allows(&self, remote: IpAddr) -> bool {
        let by_app = self.app.as_ref().is_none_or(|app| app.allow_from.allows(remote));
        self.allow_from.allows(remote) && by_app
    }

    /// Returns the account with its networks.
    pub(super) fn into_terms(self) -> Terms {
        Terms { standing: self.standing, allow_from: self.allow_from }
    }
}
