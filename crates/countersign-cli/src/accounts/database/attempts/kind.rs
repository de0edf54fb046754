//! What makes attempts one row, and what a row has of them.
use std::net::{IpAddr, Ipv6Addr};

/// Attempts that have all of this in common on a day are one row. What a client that has proved nothing can choose at will
/// is not part of it, or is cut: its own name, its key, the half of an IPv6 address that is its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct AttemptKind {
    pub(crate) day: i64,
    pub(crate) is_accepted: bool,
    /// Empty where no account has the name that was tried; so is the name then.
    pub(crate) account: String,
    pub(crate) name: String,
    pub(crate) network: String,
    pub(crate) protocol: String,
    pub(crate) tls: String,
    pub(crate) mechanism: String,
    pub(crate) binding: String,
    pub(crate) result: String,
    pub(crate) client_key: String,
}

/// What is seen of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) remote: String,
    pub(crate) client: String,
    pub(crate) key: String,
    /// Seconds since 1970.
    pub(crate) first: i64,
    pub(crate) last: i64,
    pub(crate) times: i64,
}

/// Some attempts of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Noted {
    pub(crate) kind: AttemptKind,
    pub(crate) seen: Seen,
}

impl AttemptKind {
    /// Seconds of a day.
    pub(crate) const DAY: i64 = 86_400;

    /// The network that counts as one client: an address, or the 64 bits that a site is given.
    pub(crate) fn network(remote: IpAddr) -> String {
        match remote.to_canonical() {
            IpAddr::V4(v4) => v4.to_string(),
            IpAddr::V6(v6) => {
                let [a, b, c, d, ..] = v6.segments();
                format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
        }
    }

    /// The row for what has no row of its own any more: all else of the account's on this day.
    pub(super) fn rest_of_account(&self) -> Self {
        let (day, is_accepted, account) = (self.day, self.is_accepted, self.account.clone());
        let result = if is_accepted { "accepted" } else { "rejected" }.into();
        Self { day, is_accepted, account, result, ..Self::default() }
    }

    /// The same of everybody's.
    pub(super) fn rest_of_day(&self) -> Self {
        Self { account: String::new(), ..self.rest_of_account() }
    }
}

impl Seen {
    /// These, and the others.
    pub(crate) fn join(&mut self, other: Self) {
        let Self { remote, client, key, first, last, times } = other;
        self.first = self.first.min(first);
        self.times = self.times.saturating_add(times);
        if last >= self.last {
            (self.remote, self.client, self.key, self.last) = (remote, client, key, last);
        }
    }

    /// Without what is one client's.
    pub(super) fn of_many(&self) -> Self {
        Self { remote: String::new(), client: String::new(), key: String::new(), ..self.clone() }
    }
}
