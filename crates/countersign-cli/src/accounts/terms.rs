//! What holds of an account at one moment.
use super::allow_from::AllowFrom;
use countersign::account::AccountSnapshot;
use std::net::IpAddr;

/// Its standing, and where it may be logged in from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Terms {
    pub(crate) standing: AccountSnapshot,
    pub(crate) allow_from: AllowFrom,
}

impl Terms {
    /// May a connection from there, which found the account like this, go on when by now it is like these terms?
    pub(crate) fn keep(&self, found: &AccountSnapshot, remote: IpAddr) -> bool {
        found.still_valid(Some(&self.standing)) && self.allow_from.allows(remote)
    }
}

/// From everywhere.
impl From<AccountSnapshot> for Terms {
    fn from(standing: AccountSnapshot) -> Self {
        Self { standing, allow_from: AllowFrom::default() }
    }
}
