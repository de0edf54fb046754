//! Whose address it is: one household's, a street's, a provider's.
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What is held together, the smallest first: /32, /26 and /21 of IPv4, /64, /48 and /32 of IPv6. An address of IPv4 that
/// is written in IPv6 is one of IPv4.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Networks(pub(super) [IpAddr; 3]);

impl Networks {
    pub(super) fn of(address: IpAddr) -> Self {
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
}
