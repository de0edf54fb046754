//! Whose address it is: one household's, a street's, a provider's.
use std::{
    collections::HashMap,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

/// What is held together, the smallest first: /32, /26 and /21 of IPv4, /64, /48 and /32 of IPv6. An address of IPv4 that
/// is written in IPv6 is one of IPv4.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Networks(pub(super) [IpAddr; 3]);

/// A street and a provider may do three and nine times as much as a household.
pub(super) const FACTORS: [u32; 3] = [1, 3, 9];

/// How many there are from each network, of each size.
pub(super) type Counts = [HashMap<IpAddr, u32>; 3];

impl Networks {
    /// For what the server does by itself.
    pub(crate) const OWN: Self = Self([IpAddr::V4(Ipv4Addr::UNSPECIFIED); 3]);

    pub(crate) fn of(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V4(address) => [32, 26, 21].map(|length| {
                let mask = u32::MAX << (32_u32 - length);
                Ipv4Addr::from_bits(address.to_bits() & mask).into()
            }),
            IpAddr::V6(address) => [64, 48, 32].map(|length| {
                let mask = u128::MAX << (128_u32 - length);
                Ipv6Addr::from_bits(address.to_bits() & mask).into()
            }),
        })
    }

    /// The smallest: as good as one machine's, for in IPv6 a machine has a whole /64.
    pub(super) const fn smallest(self) -> IpAddr {
        let [smallest, ..] = self.0;
        smallest
    }

    /// Counts one more from here.
    pub(super) fn add_to(self, counts: &mut Counts) {
        for (counts, network) in counts.iter_mut().zip(self.0) {
            let here = counts.entry(network).or_default();
            *here = here.saturating_add(1);
        }
    }

    /// Counts one less from here; a network that has none is forgotten.
    pub(super) fn take_from(self, counts: &mut Counts) {
        for (counts, network) in counts.iter_mut().zip(self.0) {
            match counts.get_mut(&network) {
                Some(here @ 2..) => *here = here.saturating_sub(1),
                _ => drop(counts.remove(&network)),
            }
        }
    }

    /// There are fewer than `most` from the address, and than three and nine times as many from its larger networks.
    pub(super) fn has_room(self, counts: &Counts, most: u32) -> bool {
        counts.iter().zip(self.0).zip(FACTORS).all(|((counts, network), factor)| {
            counts.get(&network).copied().unwrap_or_default() < most.saturating_mul(factor)
        })
    }

    /// How full the fullest of its networks is, in ninths of what one connection is to an address.
    pub(super) fn fullness(self, counts: &Counts) -> u64 {
        let of = |((counts, network), step): ((&HashMap<IpAddr, u32>, IpAddr), u64)| {
            u64::from(counts.get(&network).copied().unwrap_or_default()).saturating_mul(step)
        };
        counts.iter().zip(self.0).zip(STEPS).map(of).max().unwrap_or_default()
    }
}

/// What one is to each of its networks: the inverse of [`FACTORS`].
const STEPS: [u64; 3] = [9, 3, 1];
