//! `countersign password app list`
use super::{EXIT_CODES, asked};
use crate::command::data::once;
use crate::{
    command::data::Data, command::day::day, command::print_json, command::print_line, exit::Exit,
    exit::Failure,
};
use countersign_accounts::StoredApp;
use serde::Serialize;

#[derive(clap::Args)]
#[command(after_help = EXIT_CODES)]
pub(super) struct Args {
    /// Show the app passwords of the account with this name or address
    account: Option<String>,
    #[command(flatten)]
    data: Data,
    /// Output a line of JSON for each app password
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Listed<'a> {
    account: &'a str,
    name: &'a str,
    /// Empty for all protocols.
    scope: &'a [String],
    /// Empty for no restriction.
    allow_from: Vec<&'a str>,
    /// Seconds since 1970.
    created: i64,
    /// Seconds since 1970, to within a minute; null if it was never used.
    last_used: Option<i64>,
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        let account = self.account.as_deref().map(asked).transpose()?;
        let apps = once(self.data.place()?, async |store| {
            let account = match &account {
                Some(name) => Some(store.account(name).await?.standing),
                None => None,
            };
            Ok(store.apps(account.as_ref()).await?)
        });
        for app in apps.await? {
            let StoredApp { account, label, scope, allow_from, created, last_used } = &app;
            if self.json {
                let (name, scope, allow_from) = (label, scope.protocols(), allow_from.networks());
                let (created, last_used) = (*created, *last_used);
                print_json(&Listed { account, name, scope, allow_from, created, last_used });
            } else {
                let used =
                    last_used.map_or_else(|| "never used".into(), |seconds| format!("used {}", day(seconds)));
                let made = format!("created {}", day(*created));
                print_line(format_args!(
                    "{account:<24} {label:<20} {made:<16} {used:<16} {} from {allow_from}",
                    scope.describe()
                ));
            }
        }
        Ok(Exit::Success)
    }
}
