//! Options of `countersign serve` about rate limits.
use countersign_limits::{Connections, Figures, Limits, Rate, Sessions};
use std::time::Duration;

#[derive(clap::Args)]
#[command(next_help_heading = "Limits")]
pub(super) struct Limiting {
    /// Also limit logins and connections for accounts of --user; those of --data and --database are always limited
    #[arg(long)]
    limits: bool,
    /// Disable the limits on logins and connections
    #[arg(long, conflicts_with_all = ["limits", "limit_address", "limit_name", "limit_challenges", "limit_delay", "limit_connections", "limit_sessions"])]
    no_limits: bool,
    /// Failed logins from one address (IPv6: a /64) [default: 10/50]; three times as many from its /26 or /48, nine times as
    /// many from its /21 or /32
    #[arg(long, value_name = "MINUTE/DAY")]
    limit_address: Option<Rate>,
    /// Failed logins to one name, from all addresses and whether or not it exists, and to one account under all its names
    /// [default: 20/100]
    #[arg(long, value_name = "MINUTE/DAY")]
    limit_name: Option<Rate>,
    /// Unanswered challenges (SCRAM, CRAM-MD5) to one address [default: 60/1000]. The default does not throttle a client
    /// whose connections break: clients reconnect at most once a second, and any answer, right or wrong, removes its
    /// challenge from the count. Larger networks as with --limit-address
    #[arg(long, value_name = "MINUTE/DAY")]
    limit_challenges: Option<Rate>,
    /// Longest delay of the reply to a rejected login; it grows with each on a connection [default: 8]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(0..=30))]
    limit_delay: Option<u64>,
    /// Connections before login, from one address and in total [default: 50/2000]. Larger networks as with --limit-address;
    /// at the total, the connection of the fullest network that was idle longest ends
    #[arg(long, value_name = "ADDRESS/TOTAL")]
    limit_connections: Option<Connections>,
    /// Connections after login, to one account and from one address [default: 100/1000]. Larger networks as with
    /// --limit-address
    #[arg(long, value_name = "ACCOUNT/ADDRESS")]
    limit_sessions: Option<Sessions>,
}

impl Limiting {
    /// Returns the limits. Stored accounts are limited by default, those of the command line only on request.
    pub(super) fn limits(&self, accounts_are_kept: bool) -> Limits {
        let default = Figures::default();
        let figures = Figures {
            address: self.limit_address.unwrap_or(default.address),
            name: self.limit_name.unwrap_or(default.name),
            challenges: self.limit_challenges.unwrap_or(default.challenges),
            delay: self.limit_delay.map_or(default.delay, Duration::from_secs),
            connections: self.limit_connections.unwrap_or(default.connections),
            sessions: self.limit_sessions.unwrap_or(default.sessions),
        };
        let Self { limit_address, limit_name, limit_challenges, limit_delay, .. } = self;
        let Self { limit_connections, limit_sessions, .. } = self;
        let is_any_given = limit_address.is_some()
            || limit_name.is_some()
            || limit_challenges.is_some()
            || limit_delay.is_some()
            || limit_connections.is_some()
            || limit_sessions.is_some();
        let are_on = !self.no_limits && (accounts_are_kept || self.limits || is_any_given);
        if are_on { Limits::new(figures) } else { Limits::off() }
    }
}
