//! The networks that an account, or an app password, may be used from.
use ipnet::{IpNet, Ipv4Net};
use std::{fmt, net::IpAddr, str::FromStr};

/// Networks in their canonical form, with commas between them; empty for everywhere.
///
/// It stays text, as a database keeps it, until a credential has been proved: what is not proved costs the same whether
/// there is a list or not. A part that cannot be read allows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct AllowFrom(String);

/// How many networks a list has at most.
const MOST: usize = 64;
/// A part that no address is in.
const NOWHERE: &str = "none";

impl AllowFrom {
    /// From what a database keeps.
    pub(super) fn kept(text: String) -> Self {
        Self(text)
    }

    /// From these networks and no others. Without any it allows nothing.
    pub(crate) fn only(networks: impl IntoIterator<Item = IpNet>) -> Result<Self, NotAList> {
        let mut networks: Vec<IpNet> = networks.into_iter().map(canonical).collect();
        networks.sort();
        networks.dedup();
        if networks.len() > MOST {
            return Err(NotAList::TooLong);
        }
        let texts: Vec<String> = networks.iter().map(in_words).collect();
        Ok(Self(if texts.is_empty() { NOWHERE.into() } else { texts.join(",") }))
    }

    /// Is this address in one of the networks? One of IPv4 that is written in IPv6 is one of IPv4.
    pub(crate) fn allows(&self, remote: IpAddr) -> bool {
        let remote = remote.to_canonical();
        self.is_everywhere() || self.0.split(',').filter_map(network).any(|network| network.contains(&remote))
    }

    pub(crate) const fn is_everywhere(&self) -> bool {
        self.0.is_empty()
    }

    /// Each network; none for everywhere.
    pub(crate) fn networks(&self) -> Vec<&str> {
        self.0.split(',').filter(|network| !network.is_empty()).collect()
    }

    /// As a database keeps it.
    pub(super) fn as_kept(&self) -> &str {
        &self.0
    }
}

/// An address, or a range of them in CIDR notation.
pub(crate) fn network(text: &str) -> Option<IpNet> {
    let address = || text.parse::<IpAddr>().map(IpNet::from);
    text.parse::<IpNet>().or_else(|_| address()).ok()
}

/// Without the bits that do not count, and as IPv4 what is IPv4 written in IPv6.
fn canonical(network: IpNet) -> IpNet {
    const MAPPED: u8 = 96;
    let network = network.trunc();
    let IpNet::V6(v6) = network else { return network };
    let (mapped, length) = (v6.addr().to_ipv4_mapped(), v6.prefix_len().checked_sub(MAPPED));
    let (Some(address), Some(length)) = (mapped, length) else { return network };
    Ipv4Net::new(address, length).map_or(network, IpNet::from)
}

/// A single address without its length.
fn in_words(network: &IpNet) -> String {
    if network.prefix_len() == network.max_prefix_len() {
        network.addr().to_string()
    } else {
        network.to_string()
    }
}

/// The text is no list of networks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotAList {
    /// A part of it is neither an address nor a network.
    Part,
    /// It has more networks than are kept.
    TooLong,
}

/// What is typed for a list that allows everything.
const ANY: &str = "any";

/// As an administrator types it: networks with commas between them, or `any`.
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

/// For people.
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
                "not a list of networks: expected are addresses and CIDR ranges with commas between them, like \
                 192.0.2.0/24,2001:db8::/32, or any",
            ),
            Self::TooLong => write!(f, "more than {MOST} networks"),
        }
    }
}

impl std::error::Error for NotAList {}
