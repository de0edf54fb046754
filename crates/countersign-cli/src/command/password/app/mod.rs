//! `countersign password app`
mod add;
mod list;
mod remove;
mod set;

use crate::{exit::Exit, exit::Failure};
use clap::Subcommand;
use countersign::account::AccountName;

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Generate a password for one program, and show it once
    Add(add::Args),
    /// List the app passwords of an account, or of all, without the passwords
    List(list::Args),
    /// Change the networks that an app password may be used from
    Set(set::Args),
    /// Remove an app password, and end the connections that used it
    Remove(remove::Args),
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        match self.command {
            Command::Add(args) => args.run().await,
            Command::List(args) => args.run().await,
            Command::Set(args) => args.run().await,
            Command::Remove(args) => args.run().await,
        }
    }
}

const EXIT_CODES: &str = "\
Exit codes: 0 done; 1 rejected (no such account or app password, name taken); 2 usage; \
5 the accounts cannot be read or written. Nothing is changed unless the exit code is 0.";

/// Parses a name from the command line.
fn asked(name: &str) -> Result<AccountName, Failure> {
    AccountName::asked(name).map_err(|error| Failure::new(Exit::Refused, error.to_string()))
}
