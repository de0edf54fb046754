//! `countersign password upgrade-report`
use crate::command::data::once;
use crate::{command::data::Data, command::print_json, command::print_line, exit::Exit, exit::Failure};
use countersign::{Credentials, ScramHash, account::AccountState};
use countersign_accounts::{Account, recipe};
use serde::Serialize;

#[derive(clap::Args)]
#[command(after_help = "\
`serve` offers a mechanism once every account that can log in with a password has a record for it. An imported account gets the \
missing records at its next login by PLAIN or LOGIN.

Exit codes: 0 reported; 2 usage; 5 accounts, or the records of one, which is left out, cannot be read.

Examples:
  countersign password upgrade-report --data /var/lib/countersign")]
pub(super) struct Args {
    #[command(flatten)]
    data: Data,
    /// Output JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Report {
    /// Accounts with a password.
    accounts: usize,
    mechanisms: Vec<Mechanism>,
    waiting: Vec<Waiting>,
    /// Accounts with login names that a client can link by their salts.
    linkable: Vec<Linkable>,
}

#[derive(Serialize)]
struct Linkable {
    name: String,
    names: Vec<String>,
}

#[derive(Serialize)]
struct Mechanism {
    mechanism: &'static str,
    accounts: usize,
    everybody: bool,
}

#[derive(Serialize)]
struct Waiting {
    name: String,
    disabled: bool,
    missing: Vec<&'static str>,
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        let accounts = once(self.data.place()?, async |store| Ok(store.accounts().await?)).await?;
        let mut unreadable = Vec::new();
        let report = Report::of(&accounts, &mut unreadable);
        if self.json {
            print_json(&report);
        } else {
            report.print();
        }
        unreadable.iter().for_each(|text| eprintln!("countersign: {text}"));
        Ok(if unreadable.is_empty() { Exit::Success } else { Exit::Storage })
    }
}

impl Report {
    fn of(accounts: &[Account], unreadable: &mut Vec<String>) -> Self {
        let hashes = recipe().hashes().to_vec();
        let mut counts = vec![0_usize; hashes.len()];
        let (mut waiting, mut all) = (Vec::new(), 0_usize);
        for account in accounts.iter().filter(|account| !account.credentials.is_empty()) {
            let name = &account.standing.name;
            let credentials = match Credentials::parse(&account.credentials) {
                Ok(credentials) => credentials,
                Err(error) => {
                    unreadable.push(format!(
                        "account {name:?}: the records of its password cannot be read: {error}"
                    ));
                    continue;
                }
            };
            all = all.saturating_add(1);
            let has = |hash: &ScramHash| credentials.hashes().any(|other| other == *hash);
            for (count, _) in counts.iter_mut().zip(&hashes).filter(|(_, hash)| has(hash)) {
                *count = count.saturating_add(1);
            }
            let missing: Vec<_> = hashes.iter().filter(|hash| !has(hash)).map(|hash| hash.name()).collect();
            if !missing.is_empty() {
                let disabled = account.standing.state == AccountState::Disabled;
                waiting.push(Waiting { name: name.clone(), disabled, missing });
            }
        }
        let mechanism = |(hash, accounts): (&ScramHash, usize)| Mechanism {
            mechanism: hash.name(),
            accounts,
            everybody: accounts == all,
        };
        let mechanisms = hashes.iter().zip(counts).map(mechanism).collect();
        let linkable = accounts.iter().filter(|account| !account.linkable.is_empty());
        let linkable = linkable
            .map(|account| Linkable { name: account.standing.name.clone(), names: account.linkable.clone() });
        Self { accounts: all, mechanisms, waiting, linkable: linkable.collect() }
    }

    fn print(&self) {
        print_line(format_args!("Accounts with a password: {}.", self.accounts));
        for Mechanism { mechanism, accounts, everybody } in &self.mechanisms {
            let what = if *everybody { "offered" } else { "withheld" };
            print_line(format_args!("  {mechanism:<16} records: {accounts:>8}   {what}"));
        }
        if self.waiting.is_empty() {
            print_line("No account has to log in by PLAIN or LOGIN.");
        } else {
            print_line(format_args!("Waiting for a login by PLAIN or LOGIN: {}.", self.waiting.len()));
        }
        for Waiting { name, disabled, missing } in &self.waiting {
            let state = if *disabled { " (disabled)" } else { "" };
            print_line(format_args!("  {name}{state}: {}", missing.join(", ")));
        }
        if !self.linkable.is_empty() {
            let count = self.linkable.len();
            print_line(format_args!(
                "Login names linkable by their salt until such a login, or `password set`: {count}."
            ));
        }
        for Linkable { name, names } in &self.linkable {
            print_line(format_args!("  {name}: {}", names.join(", ")));
        }
    }
}
