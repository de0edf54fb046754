//! `countersign password export`
use super::{
    convert::Shown,
    migration::{Kept, System, write},
};
use crate::command::data::once;
use crate::{command::data::Data, exit::Exit, exit::Failure};
use countersign::{
    Credentials,
    account::{AccountName, AccountState},
};

#[derive(clap::Args)]
#[command(after_help = "\
Writes a line for each account to standard output. Keep it secret: it allows offline guessing. Other systems store one form of \
a password, and most store one hash: omissions are reported on standard error, and with --json in each line. A disabled or \
network-restricted account is written as such, or left out if the target format cannot express it.

Exit codes: 0 written; 1 an account was left out (no record for that system, or a restriction that it cannot express); 2 usage; \
5 the accounts, or the records of one, which was left out, cannot be read.

Examples:
  countersign password export --format dovecot --data /var/lib/countersign > users
  countersign password export alice bob --format postgresql")]
pub(super) struct Args {
    /// Names of the accounts [default: all with a password]
    names: Vec<String>,
    /// Target system
    #[arg(long, value_enum)]
    format: System,
    #[command(flatten)]
    data: Data,
    /// Output a line of JSON for each account
    #[arg(long)]
    json: bool,
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        let refused = |error: countersign::NameRefused| Failure::new(Exit::Refused, error.to_string());
        let asked: Vec<_> = self
            .names
            .iter()
            .map(|name| AccountName::asked(name).map_err(refused))
            .collect::<Result<_, _>>()?;
        let accounts = once(self.data.place()?, async |store| {
            if asked.is_empty() {
                return Ok(store.accounts().await?);
            }
            let mut accounts = Vec::new();
            for name in &asked {
                accounts.push(store.account(name).await?);
            }
            Ok(accounts)
        })
        .await?;
        let (mut all, mut unreadable) = (true, false);
        for account in accounts {
            let name = &account.standing.name;
            if account.credentials.is_empty() {
                all &= asked.is_empty();
                continue;
            }
            let credentials = match Credentials::parse(&account.credentials) {
                Ok(credentials) => credentials,
                Err(error) => {
                    unreadable = true;
                    eprintln!(
                        "countersign: account {name:?}: the records of its password cannot be read: {error}"
                    );
                    continue;
                }
            };
            let is_disabled = account.standing.state == AccountState::Disabled;
            let kept = Kept { is_disabled, allow_from: account.allow_from.clone() };
            match write(self.format, name, &credentials, &kept) {
                Ok(line) => Shown::print(name, &line, self.json),
                Err(why) => {
                    all = false;
                    eprintln!("countersign: {name}: {why}");
                }
            }
        }
        Ok(match (unreadable, all) {
            (true, _) => Exit::Storage,
            (false, false) => Exit::Refused,
            (false, true) => Exit::Success,
        })
    }
}
