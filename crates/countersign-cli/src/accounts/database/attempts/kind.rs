//! The key by which login attempts are aggregated into rows, and the columns of a row.
use std::net::{IpAddr, Ipv6Addr};

/// Attempts of one day with equal fields share a row. Fields that an unauthenticated client can choose freely are left out
/// or cut: its client name, its key, the lower half of an IPv6 address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct AttemptKind {
    pub(crate) day: i64,
    pub(crate) is_accepted: bool,
    /// Empty if no account has the attempted name; then the name is empty as well.
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

/// The values recorded of attempts in one row.
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

/// Attempts of one kind, with their count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Noted {
    pub(crate) kind: AttemptKind,
    pub(crate) seen: Seen,
}

impl AttemptKind {
    /// Seconds of a day.
    pub(crate) const DAY: i64 = 86_400;

    /// Returns the network that counts as one client: an IPv4 address or an IPv6 /64.
    pub(crate) fn network(remote: IpAddr) -> String {
        match remote.to_canonical() {
            IpAddr::V4(v4) => v4.to_string(),
            IpAddr::V6(v6) => {
                let [a, b, c, d, ..] = v6.segments();
                format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
        }
    }

    /// Returns the overflow row of the account on this day.
    pub(super) fn rest_of_account(&self) -> Self {
        let (day, is_accepted, account) = (self.day, self.is_accepted, self.account.clone());
        let result = if is_accepted { "accepted" } else { "rejected" }.into();
        Self { day, is_accepted, account, result, ..Self::default() }
    }

    /// Returns the overflow row of all accounts on this day.
    pub(super) fn rest_of_day(&self) -> Self {
        Self { account: String::new(), ..self.rest_of_account() }
    }
}

impl Seen {
    /// Merges the values of another batch.
    pub(crate) fn join(&mut self, other: Self) {
        let Self { remote, client, key, first, last, times } = other;
        self.first = self.first.min(first);
        self.times = self.times.saturating_add(times);
        if last >= self.last {
            (self.remote, self.client, self.key, self.last) = (remote, client, key, last);
        }
    }

    /// Clears the values that belong to one client.
    pub(super) fn of_many(&self) -> Self {
        Self { remote: String::new(), client: String::new(), key: String::new(), ..self.clone() }
    }
}
