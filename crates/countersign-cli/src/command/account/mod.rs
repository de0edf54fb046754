//! `countersign account`
mod add;
mod address;
mod backup;
mod list;
mod remove;
mod restore;
mod set;
mod show;
mod state;
mod view;

pub(in crate::command) use set::From;

use crate::{exit::Exit, exit::Failure};
use clap::Subcommand;
use countersign::account::{AccountName, AccountState};

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Add an account, without a password
    Add(add::Args),
    /// List all accounts
    List(list::Args),
    /// Show an account
    Show(show::Args),
    /// Change the networks that an account may log in from
    Set(set::Args),
    /// Disable an account, and end its connections
    Disable(state::Args),
    /// Enable a disabled account
    Enable(state::Args),
    /// Remove an account with its addresses and its password, and end its connections
    Remove(remove::Args),
    /// Add an address to an account, or remove one
    Address(address::Args),
    /// Write all accounts to a file while servers run
    Backup(backup::Args),
    /// Restore accounts from a backup into an empty store
    Restore(restore::Args),
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        match self.command {
            Command::Add(args) => args.run().await,
            Command::List(args) => args.run().await,
            Command::Show(args) => args.run().await,
            Command::Set(args) => args.run().await,
            Command::Disable(args) => args.run(AccountState::Disabled).await,
            Command::Enable(args) => args.run(AccountState::Enabled).await,
            Command::Remove(args) => args.run().await,
            Command::Address(args) => args.run().await,
            Command::Backup(args) => args.run().await,
            Command::Restore(args) => args.run().await,
        }
    }
}

/// The exit codes of these commands.
const EXIT_CODES: &str = "\
Exit codes: 0 done; 1 rejected (no such account, name taken); 2 usage; \
5 the accounts cannot be read or written. Nothing is changed unless the exit code is 0.";

/// Parses a name or address from the command line.
fn asked(name: &str) -> Result<AccountName, Failure> {
    AccountName::asked(name).map_err(|error| Failure::new(Exit::Refused, error.to_string()))
}
