//! What holds of an account at one moment.
use super::allow_from::AllowFrom;
use countersign::account::Standing;
use std::net::IpAddr;

/// Its standing, and where it may be logged in from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Terms {
    pub(crate) standing: Standing,
    pub(crate) allow_from: AllowFrom,
}

impl Terms {
    /// May a connection from there, which found the account like this, go on when by now it is like these terms?
    pub(crate) fn keep(&self, found: &Standing, remote: IpAddr) -> bool {
        found.lasts(Some(&self.standing)) && self.allow_from.allows(remote)
    }
}

/// From everywhere.
impl From<Standing> for Terms {
    fn from(standing: Standing) -> Self {
        Self { standing, allow_from: AllowFrom::default() }
    }
}
