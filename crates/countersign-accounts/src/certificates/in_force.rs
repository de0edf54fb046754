//! The authorities and the revocation lists in force at one moment.
use super::dates::{now, of_certificate};
use countersign::keys::{
    ProvedChain,
    ca::{Authorities, Crls, NameSource, NotIdentified, ProvedName},
};

/// What certificates are checked against.
pub struct InForce {
    pub(super) authorities: Authorities,
    pub(super) lists: Crls,
    pub(super) source: NameSource,
    /// When the authorities and the lists expire.
    pub(super) ends: Vec<u64>,
}

impl InForce {
    /// Returns the name that this chain certifies now.
    pub fn identify(&self, chain: &ProvedChain) -> Result<ProvedName, NotIdentified> {
        chain.identify(&self.authorities, &self.lists, now(), self.source)
    }

    /// Returns when [`identify`](Self::identify) may change its answer for this chain, because a certificate or a list
    /// expires. Unused certificates of the chain count as well: this is only the time of the next check.
    pub fn next_check(&self, chain: &ProvedChain, at: u64) -> u64 {
        let certificates = chain.certificates().filter_map(of_certificate);
        // A certificate is valid in its last second, a list is not.
        let ends = certificates.chain(self.ends.iter().copied()).flat_map(|end| [end, end.saturating_add(1)]);
        ends.filter(|end| *end > at).min().unwrap_or(u64::MAX)
    }
}
