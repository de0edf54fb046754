//! The authorities and the revocation lists that count at one moment.
use super::dates::{now, of_certificate};
use countersign::keys::{
    ProvedChain,
    ca::{Authorities, Crls, NameSource, NotIdentified, ProvedName},
};

/// What a certificate is checked against.
pub(crate) struct InForce {
    pub(super) authorities: Authorities,
    pub(super) lists: Crls,
    pub(super) source: NameSource,
    /// When the authorities and the lists expire.
    pub(super) ends: Vec<u64>,
}

impl InForce {
    /// The name that this chain certifies now.
    pub(crate) fn identify(&self, chain: &ProvedChain) -> Result<ProvedName, NotIdentified> {
        chain.identify(&self.authorities, &self.lists, now(), self.source)
    }

    /// When [`identify`](Self::identify) may give another answer for this chain than it does at this time, because a
    /// certificate or a list expires. Certificates that are not relied upon count here, too: it is only the time of the next check.
    pub(crate) fn next_check(&self, chain: &ProvedChain, at: u64) -> u64 {
        let certificates = chain.certificates().filter_map(of_certificate);
        // A certificate is good in its last second, a list is not.
        let ends = certificates.chain(self.ends.iter().copied()).flat_map(|end| [end, end.saturating_add(1)]);
        ends.filter(|end| *end > at).min().unwrap_or(u64::MAX)
    }
}
