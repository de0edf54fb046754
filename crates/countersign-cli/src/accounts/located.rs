//! An account, as a login finds it.
use countersign::{Credentials, Records, account::Standing};

/// What a directory holds for a name.
#[derive(Clone, Debug)]
pub(crate) struct Located {
    pub(crate) standing: Standing,
    /// Of its password; none while it has none.
    pub(crate) records: Records,
    /// The names of the mechanisms that there is a record for, without `-PLUS`.
    mechanisms: Vec<String>,
}

impl Located {
    pub(crate) fn new(standing: Standing, credentials: Option<&Credentials>) -> Self {
        let records = credentials.map(Credentials::records).unwrap_or_default();
        let text = credentials.map(Credentials::to_text).unwrap_or_default();
        let name = |line: &str| line.split_once('$').map(|(name, _)| name.to_owned());
        Self { standing, records, mechanisms: text.lines().filter_map(name).collect() }
    }

    /// There is a record for this mechanism.
    pub(crate) fn serves(&self, mechanism: &str) -> bool {
        let bare = mechanism.strip_suffix("-PLUS").unwrap_or(mechanism);
        self.mechanisms.iter().any(|name| name == bare)
    }
}
