//! `countersign attempts`
mod since;
mod view;

use self::{since::Since, view::View};
use super::{data::Data, print_line};
use crate::command::data::once;
use crate::{exit::Exit, exit::Failure};
use countersign::account::AccountName;
use countersign_accounts::{AttemptKind, Filter};
use std::net::IpAddr;

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Show attempts on the account with this name or address
    account: Option<String>,
    /// Show attempts from this address; for IPv6, from its /64
    #[arg(long, value_name = "ADDR")]
    remote: Option<IpAddr>,
    /// Show attempts by this mechanism: PLAIN, LOGIN, SCRAM-SHA-256, tls-key, ..
    #[arg(long, value_name = "NAME")]
    mechanism: Option<String>,
    /// Show attempts with this result: accepted, rejected, rejected:bad-credentials, ..
    #[arg(long, value_name = "RESULT")]
    result: Option<String>,
    /// Show attempts since an age (90s, 30m, 24h, 7d) or a day in UTC (2026-11-22)
    #[arg(long, value_name = "WHEN")]
    since: Option<Since>,
    /// Largest number of rows, latest first
    #[arg(long, value_name = "ROWS", default_value_t = 100, value_parser = clap::value_parser!(i64).range(1..=1_000_000))]
    limit: i64,
    #[command(flatten)]
    data: Data,
    /// Output a line of JSON for each row
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
A row counts the attempts of a day with the same account, address, protocol, TLS, mechanism, binding and result, and has the \
times of the first and the last. Rows are kept for 60 days. Names without an account are not stored, because users sometimes \
type a password as the name. serve stores attempts within two seconds.

Examples:
  countersign attempts --data /var/lib/countersign
  countersign attempts alice@example.org --result rejected --since 24h
  countersign attempts --remote 192.0.2.7 --since 2026-11-20 --json
  countersign attempts --mechanism PLAIN --result accepted --limit 20

Exit codes: 0 done, also where there are none; 1 no account can have that name; 2 usage; 5 the accounts cannot be read.";

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        let name = self.account.as_deref().map(AccountName::asked).transpose();
        let name = name.map_err(|error| Failure::new(Exit::Refused, error.to_string()))?;
        let mut filter = Filter {
            account: String::new(),
            network: self.remote.map(AttemptKind::network).unwrap_or_default(),
            mechanism: self.mechanism.as_deref().map(mechanism).unwrap_or_default(),
            result: self.result.clone().unwrap_or_default(),
            since: self.since.map_or(0, Since::seconds),
            limit: self.limit,
        };
        let found = once(self.data.place()?, async |store| {
            if let Some(name) = &name {
                // Attempts on a removed account are stored under its name.
                let account = store.account(name).await.map(|account| account.standing.name);
                filter.account = account.unwrap_or_else(|_| name.spelling().into());
            }
            Ok(store.attempts(&filter).await?)
        })
        .await?;
        for row in &found.rows {
            View::new(row).print(self.json);
        }
        if found.unreadable > 0 {
            eprintln!("countersign: warning: unreadable rows left out: {}", found.unreadable);
        }
        if !self.json && found.rows.is_empty() {
            print_line("No attempts.");
        }
        if !self.json && found.has_more {
            print_line(format_args!("More rows than these {}: use --limit and the filters.", self.limit));
        }
        Ok(Exit::Success)
    }
}

/// Normalizes the case of a mechanism's name.
fn mechanism(name: &str) -> String {
    if name.to_ascii_lowercase().starts_with("tls-") {
        name.to_ascii_lowercase()
    } else {
        name.to_ascii_uppercase()
    }
}
