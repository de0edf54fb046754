//! `countersign account address`
use super::{EXIT_CODES, asked, view::View};
use crate::command::data::once;
use crate::{command::data::Data, command::print_line, exit::Exit, exit::Failure};
use clap::Subcommand;
use countersign::account::AccountName;

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Add an address that the account can log in with
    Add(Change),
    /// Remove an address of an account
    Remove(Change),
}

#[derive(clap::Args)]
#[command(after_help = format!("\
{EXIT_CODES}

Examples:
  countersign account address add alice info@example.org
  countersign account address remove alice info@example.org"))]
struct Change {
    /// Name of the account, or another of its addresses
    name: String,
    /// Address
    address: String,
    #[command(flatten)]
    data: Data,
    /// Output the changed account as JSON
    #[arg(long)]
    json: bool,
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        match self.command {
            Command::Add(change) => change.run(true).await,
            Command::Remove(change) => change.run(false).await,
        }
    }
}

impl Change {
    async fn run(self, add: bool) -> Result<Exit, Failure> {
        let name = asked(&self.name)?;
        let address = if add {
            AccountName::address(&self.address)
                .map_err(|error| Failure::new(Exit::Refused, format!("{:?}: {error}", self.address)))?
        } else {
            asked(&self.address)?
        };
        let account = once(self.data.place()?, async |store| {
            let mut write = store.write().await?;
            let account = write.account(&name).await?;
            if add {
                write.add_address(&account, &address).await?;
            } else {
                write.remove_address(&account, &address).await?;
            }
            write.commit().await?;
            // By its name: the address in the request may just have been removed.
            Ok(store.account(&asked(&account.name)?).await?)
        });
        let account = account.await?;
        if self.json {
            View::new(&account).print(true);
        } else {
            let (verb, account) = (if add { "has" } else { "no longer has" }, &account.standing.name);
            print_line(format_args!("{account} {verb} {}.", address.spelling()));
        }
        Ok(Exit::Success)
    }
}
