//! An account, as a login finds it.
use super::{allow_from::AllowFrom, app::App, terms::Terms};
use countersign::account::AccountSnapshot;
use std::net::IpAddr;
use zeroize::Zeroizing;

/// What a directory holds for a name.
#[derive(Clone, Debug)]
pub(crate) struct Located {
    pub(crate) standing: AccountSnapshot,
    /// Where the account may be logged in from.
    allow_from: AllowFrom,
    /// Records of its password, as text: they may have to be renewed after the login. Empty while it has none, and where
    /// nothing is renewed.
    pub(super) credentials: Credentials,
    /// The app password that was used, if it was not the account's own.
    pub(crate) app: Option<App>,
}

/// Text that no `Debug` shows.
#[derive(Clone, Default)]
pub(super) struct Credentials(pub(super) Zeroizing<String>);

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Credentials(..)")
    }
}

impl Located {
    /// The account alone.
    pub(crate) fn new(terms: impl Into<Terms>) -> Self {
        let Terms { standing, allow_from } = terms.into();
        Self { standing, allow_from, credentials: Credentials::default(), app: None }
    }

    /// The same with its records.
    pub(super) fn with_credentials(self, text: Zeroizing<String>) -> Self {
        Self { credentials: Credentials(text), ..self }
    }

    /// The same by an app password, if it was one.
    pub(crate) fn by(self, app: Option<App>) -> Self {
        Self { app, ..self }
    }

    /// It may be used from there: an app password where both it and its account may.
    pub(crate) fn allows(&self, remote: IpAddr) -> bool {
        let by_app = self.app.as_ref().is_none_or(|app| app.allow_from.allows(remote));
        self.allow_from.allows(remote) && by_app
    }

    /// The account with where it may be logged in from.
    pub(super) fn into_terms(self) -> Terms {
        Terms { standing: self.standing, allow_from: self.allow_from }
    }
}
