//! The networks of an address, as for a household, a street and a provider.
use std::{
    collections::HashMap,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

/// The networks that are limited together, the smallest first: /32, /26 and /21 of IPv4, /64, /48 and /32 of IPv6. An
/// IPv4-mapped IPv6 address counts as IPv4.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Networks(pub(super) [IpAddr; 3]);

/// A larger network may do three and nine times as much as the smallest.
pub(super) const FACTORS: [u32; 3] = [1, 3, 9];

/// Counts by network, for each size.
pub(super) type Counts = [HashMap<IpAddr, u32>; 3];

impl Networks {
    /// The network of the server's own work.
    pub const OWN: Self = Self([IpAddr::V4(Ipv4Addr::UNSPECIFIED); 3]);

    /// Returns the networks that an address is in.
    pub fn of(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V4(address) => [32, 26, 21].map(|length| {
                let mask = u32::MAX.checked_shl(32_u32.saturating_sub(length)).unwrap_or(0);
                Ipv4Addr::from_bits(address.to_bits() & mask).into()
            }),
            IpAddr::V6(address) => [64, 48, 32].map(|length| {
                let mask = u128::MAX.checked_shl(128_u32.saturating_sub(length)).unwrap_or(0);
                Ipv6Addr::from_bits(address.to_bits() & mask).into()
            }),
        })
    }

    /// Returns the smallest, which is nearly one machine: in IPv6 a machine has a whole /64.
    pub(super) const fn smallest(self) -> IpAddr {
        let [smallest, ..] = self.0;
        smallest
    }

    /// Increments the counts of these networks.
    pub(super) fn add_to(self, counts: &mut Counts) {
        for (counts, network) in counts.iter_mut().zip(self.0) {
            let here = counts.entry(network).or_default();
            *here = here.saturating_add(1);
        }
    }

    /// Decrements the counts of these networks; empty entries are removed.
    pub(super) fn take_from(self, counts: &mut Counts) {
        for (counts, network) in counts.iter_mut().zip(self.0) {
            match counts.get_mut(&network) {
                Some(here @ 2..) => *here = here.saturating_sub(1),
                _ => drop(counts.remove(&network)),
            }
        }
    }

    /// Returns whether there are fewer than `most` from the address, and than three and nine times as many from its larger
    /// networks.
    pub(super) fn has_room(self, counts: &Counts, most: u32) -> bool {
        counts.iter().zip(self.0).zip(FACTORS).all(|((counts, network), factor)| {
            counts.get(&network).copied().unwrap_or_default() < most.saturating_mul(factor)
        })
    }

    /// Returns how full the fullest of its networks is, in ninths of one connection of an address.
    pub(super) fn fullness(self, counts: &Counts) -> u64 {
        let of = |((counts, network), step): ((&HashMap<IpAddr, u32>, IpAddr), u64)| {
            u64::from(counts.get(&network).copied().unwrap_or_default()).saturating_mul(step)
        };
        counts.iter().zip(self.0).zip(STEPS).map(of).max().unwrap_or_default()
    }
}

/// The weight of one connection in each of its networks: the inverse of [`FACTORS`].
const STEPS: [u64; 3] = [9, 3, 1];
