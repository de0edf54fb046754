//! An account, as a login finds it.
use super::app::App;
use countersign::{Credentials, Records, account::Standing};
use std::sync::Arc;

/// What a directory holds for a name.
#[derive(Clone, Debug)]
pub(crate) struct Located {
    pub(crate) standing: Standing,
    /// Of its password; none while it has none.
    pub(crate) credentials: Option<Arc<Credentials>>,
    /// Made of the credentials.
    pub(crate) records: Records,
    /// The app password that all of this is of, if it is not the account's own.
    pub(crate) app: Option<App>,
}

impl Located {
    pub(crate) fn new(standing: Standing, credentials: Option<Credentials>) -> Self {
        let records = credentials.as_ref().map(Credentials::records).unwrap_or_default();
        Self { standing, records, credentials: credentials.map(Arc::new), app: None }
    }

    /// The same by an app password.
    pub(crate) fn by(self, app: App) -> Self {
        Self { app: Some(app), ..self }
    }

    /// There is a record for this mechanism.
    pub(crate) fn serves(&self, mechanism: &str) -> bool {
        self.credentials.as_ref().is_some_and(|credentials| credentials.serve(mechanism))
    }
}
