//! An account, as a login finds it.
use super::{allow_from::AllowFrom, app::App, terms::Terms};
use countersign::{Credentials, Records, account::Standing};
use std::{net::IpAddr, sync::Arc};

/// What a directory holds for a name.
#[derive(Clone, Debug)]
pub(crate) struct Located {
    pub(crate) standing: Standing,
    /// Where the account may be logged in from.
    allow_from: AllowFrom,
    /// Of its password; none while it has none.
    pub(crate) credentials: Option<Arc<Credentials>>,
    /// Made of the credentials.
    pub(crate) records: Records,
    /// The app password that all of this is of, if it is not the account's own.
    pub(crate) app: Option<App>,
}

impl Located {
    pub(crate) fn new(terms: impl Into<Terms>, credentials: Option<Credentials>) -> Self {
        let Terms { standing, allow_from } = terms.into();
        let records = credentials.as_ref().map(Credentials::records).unwrap_or_default();
        Self { standing, allow_from, records, credentials: credentials.map(Arc::new), app: None }
    }

    /// The same by an app password.
    pub(crate) fn by(self, app: App) -> Self {
        Self { app: Some(app), ..self }
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

    /// There is a record for this mechanism.
    pub(crate) fn serves(&self, mechanism: &str) -> bool {
        self.credentials.as_ref().is_some_and(|credentials| credentials.serve(mechanism))
    }
}
