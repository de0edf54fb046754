//! The networks that an account, or an app password, may be used from.
use ipnet::{IpNet, Ipv4Net};
use std::{fmt, net::IpAddr, str::FromStr};

/// Networks in canonical form, separated by commas; empty for no restriction.
///
/// Kept as the database's text until a credential is verified: an unverified login costs the same with and without a list. A
/// part that cannot be parsed matches no address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllowFrom(String);

/// The largest number of networks in a list.
const MAX: usize = 64;
/// A part that matches no address.
const NOWHERE: &str = "none";

impl AllowFrom {
    /// Takes the text of the database column.
    pub(super) fn kept(text: String) -> Self {
        Self(text)
    }

    /// Allows only these networks; an empty list allows no address.
    pub fn only(networks: impl IntoIterator<Item = IpNet>) -> Result<Self, NotAList> {
        let mut networks: Vec<IpNet> = networks.into_iter().map(canonical).collect();
        networks.sort();
        networks.dedup();
        if networks.len() > MAX {
            return Err(NotAList::TooLong);
        }
        let texts: Vec<String> = networks.iter().map(describe).collect();
        Ok(Self(if texts.is_empty() { NOWHERE.into() } else { texts.join(",") }))
    }

    /// Returns whether the address is in one of the networks. An IPv4-mapped IPv6 address counts as IPv4.
    pub fn allows(&self, remote: IpAddr) -> bool {
        let remote = remote.to_canonical();
        self.is_everywhere() || self.0.split(',').filter_map(network).any(|network| network.contains(&remote))
    }

    /// Returns whether there is no restriction.
    pub const fn is_everywhere(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns each network; empty for no restriction.
    pub fn networks(&self) -> Vec<&str> {
        self.0.split(',').filter(|network| !network.is_empty()).collect()
    }

    /// Returns the text of the database column.
    pub(super) fn as_kept(&self) -> &str {
        &self.0
    }
}

/// Parses an address or a CIDR range.
pub fn network(text: &str) -> Option<IpNet> {
    let address = || text.parse::<IpAddr>().map(IpNet::from);
    text.parse::<IpNet>().or_else(|_| address()).ok()
}

/// Clears the host bits, and converts IPv4-mapped IPv6 to IPv4.
fn canonical(network: IpNet) -> IpNet {
    const MAPPED: u8 = 96;
    let network = network.trunc();
    let IpNet::V6(v6) = network else { return network };
    let (mapped, length) = (v6.addr().to_ipv4_mapped(), v6.prefix_len().checked_sub(MAPPED));
    let (Some(address), Some(length)) = (mapped, length) else { return network };
    Ipv4Net::new(address, length).map_or(network, IpNet::from)
}

/// Formats a single address without a prefix length.
fn describe(network: &IpNet) -> String {
    if network.prefix_len() == network.max_prefix_len() {
        network.addr().to_string()
    } else {
        network.to_string()
    }
}

/// The text is no list of networks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAList {
    /// A part is neither an address nor a network.
    Part,
    /// The list has too many networks.
    TooLong,
}

/// The list that allows every address, as typed.
const ANY: &str = "any";

/// Parses what an administrator types: networks separated by commas, or `any`.
impl FromStr for AllowFrom {
    type Err = NotAList;

    fn from_str(text: &str) -> Result<Self, NotAList> {
        if text == ANY {
            return Ok(Self::default());
        }
        let parts = text.split(',').map(str::trim);
        let networks: Option<Vec<IpNet>> = parts.map(network).collect();
        Self::only(networks.ok_or(NotAList::Part)?)
    }
}

/// For display.
impl fmt::Display for AllowFrom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_str() {
            "" => f.write_str("everywhere"),
            NOWHERE => f.write_str("nowhere"),
            networks => f.write_str(&networks.replace(',', ", ")),
        }
    }
}

impl fmt::Display for NotAList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Part => f.write_str(
                "not a list of networks: expected addresses and CIDR ranges separated by commas, like \
                 192.0.2.0/24,2001:db8::/32, or any",
            ),
            Self::TooLong => write!(f, "more than {MAX} networks"),
        }
    }
}

impl std::error::Error for NotAList {}
