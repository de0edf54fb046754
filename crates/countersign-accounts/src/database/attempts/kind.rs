//! The key by which login attempts are aggregated into rows, and the columns of a row.
use std::net::{IpAddr, Ipv6Addr};

/// Attempts of one day with equal fields share a row. Fields that an unauthenticated client can choose freely are left out
/// or cut: its client name, its key, the lower half of an IPv6 address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AttemptKind {
    /// The day, counted from 1970-01-01.
    pub day: i64,
    /// The login was accepted.
    pub is_accepted: bool,
    /// Empty if no account has the attempted name; then the name is empty as well.
    pub account: String,
    /// The login name that was tried.
    pub name: String,
    /// The network of the client's address.
    pub network: String,
    /// The protocol.
    pub protocol: String,
    /// How TLS began, if it did.
    pub tls: String,
    /// The mechanism.
    pub mechanism: String,
    /// The channel binding that was verified, if any.
    pub binding: String,
    /// The result, as in the log.
    pub result: String,
    /// Whether the client has proved a TLS key, and what came of it.
    pub client_key: String,
}

/// The values recorded of attempts in one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The client's address.
    pub remote: String,
    /// What the client calls itself.
    pub client: String,
    /// The fingerprint of the client's TLS key, if it has proved one.
    pub key: String,
    /// Seconds since 1970.
    pub first: i64,
    /// When the last such attempt was, in seconds since 1970.
    pub last: i64,
    /// How many such attempts there were.
    pub times: i64,
}

/// Attempts of one kind, with their count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// What the attempts have in common.
    pub kind: AttemptKind,
    /// The last of them.
    pub seen: Seen,
}

impl AttemptKind {
    /// Seconds of a day.
    pub const DAY: i64 = 86_400;

    /// Returns the network that counts as one client: an IPv4 address or an IPv6 /64.
    pub fn network(remote: IpAddr) -> String {
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
    pub fn join(&mut self, other: Self) {
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
