//! The terms of an account at one moment.
use super::allow_from::AllowFrom;
use countersign::account::AccountSnapshot;
use std::net::IpAddr;

/// The account's snapshot and its networks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    pub standing: AccountSnapshot,
    pub allow_from: AllowFrom,
}

impl Terms {
    /// Returns whether a connection from this address, which found the account as `found`, may continue under these terms.
    pub fn keep(&self, found: &AccountSnapshot, remote: IpAddr) -> bool {
        found.still_valid(Some(&self.standing)) && self.allow_from.allows(remote)
    }
}

/// Without a network restriction.
impl From<AccountSnapshot> for Terms {
    fn from(standing: AccountSnapshot) -> Self {
        Self { standing, allow_from: AllowFrom::default() }
    }
}
