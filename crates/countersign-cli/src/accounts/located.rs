//! An account, as a login finds it.
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
}

impl Located {
    pub(crate) fn new(standing: Standing, credentials: Option<Credentials>) -> Self {
        let records = credentials.as_ref().map(Credentials::records).unwrap_or_default();
        Self { standing, records, credentials: credentials.map(Arc::new) }
    }

    /// There is a record for this mechanism.
    pub(crate) fn serves(&self, mechanism: &str) -> bool {
        self.credentials.as_ref().is_some_and(|credentials| credentials.serve(mechanism))
    }
}
