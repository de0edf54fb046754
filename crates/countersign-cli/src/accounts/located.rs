//! An account, as a login finds it.
use super::app::App;
use countersign::account::Standing;
use zeroize::Zeroizing;

/// What a directory holds for a name.
#[derive(Clone, Debug)]
pub(crate) struct Located {
    pub(crate) standing: Standing,
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
    pub(crate) fn new(standing: Standing) -> Self {
        Self { standing, credentials: Credentials::default(), app: None }
    }

    /// The same with its records.
    pub(super) fn with_credentials(self, text: Zeroizing<String>) -> Self {
        Self { credentials: Credentials(text), ..self }
    }

    /// The same by an app password, if it was one.
    pub(crate) fn by(self, app: Option<App>) -> Self {
        Self { app, ..self }
    }
}
