//! The proxies of `--proxy-from`.
use ipnet::IpNet;
use std::{net::IpAddr, str::FromStr};

/// An address, or a CIDR range: `192.0.2.1`, `10.0.0.0/8`, `2001:db8::/32`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network(IpNet);

impl FromStr for Network {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let address = || text.parse::<IpAddr>().map(IpNet::from);
        let network = text.parse::<IpNet>().or_else(|_| address());
        network.map(Self).map_err(|_| "not an address or a range like 10.0.0.0/8 or 2001:db8::/32")
    }
}

/// All proxies; may be empty.
#[derive(Clone, Debug, Default)]
pub struct Proxies(Vec<Network>);

impl Proxies {
    /// Trusts the PROXY headers that come from these networks.
    pub fn new(networks: Vec<Network>) -> Self {
        Self(networks)
    }

    /// Returns whether a connection from this address has to begin with a header.
    pub(super) fn contains(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.0.contains(&address.to_canonical()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Network, Proxies};

    fn listed(networks: &[&str], address: &str) -> bool {
        let networks = networks.iter().map(|text| text.parse().unwrap()).collect();
        Proxies::new(networks).contains(address.parse().unwrap())
    }

    #[test]
    fn addresses_and_ranges_of_them() {
        let networks = ["192.0.2.1", "10.0.0.0/8", "2001:db8::/32"];
        for address in ["192.0.2.1", "10.255.0.1", "::ffff:10.1.2.3", "2001:db8:1::1"] {
            assert!(listed(&networks, address), "{address}");
        }
        for address in ["192.0.2.2", "11.0.0.1", "2001:db9::1", "::1", "::ffff:192.0.2.2"] {
            assert!(!listed(&networks, address), "{address}");
        }
        assert!(!listed(&[], "127.0.0.1"));
    }

    #[test]
    fn what_is_no_network() {
        for text in ["", "localhost", "10.0.0.0/33", "10.0.0.0/", "/8", "10.0.0.0/8,", "1.2.3.4:5"] {
            assert!(text.parse::<Network>().is_err(), "{text}");
        }
    }
}
