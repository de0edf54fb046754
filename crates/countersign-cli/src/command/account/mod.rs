//! `countersign account`
mod add;
mod address;
mod backup;
mod exercise;
mod list;
mod remove;
mod restore;
mod set;
mod show;
mod state;
mod view;

pub(in crate::command) use set::From;

use crate::exit::{Exit, Failure};
use clap::Subcommand;
use countersign::account::{AccountName, AccountState};

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Add an account; it has no password yet
    Add(add::Args),
    /// List all accounts
    List(list::Args),
    /// Show an account
    Show(show::Args),
    /// Change where an account may be logged in from
    Set(set::Args),
    /// Let nobody in as this account, and end its connections
    Disable(state::Args),
    /// Let an account be used again
    Enable(state::Args),
    /// Remove an account with its addresses and its password, and end its connections
    Remove(remove::Args),
    /// Add an address to an account, or remove one
    Address(address::Args),
    /// Write all accounts to a file, while servers run
    Backup(backup::Args),
    /// Read them from such a file, into a place that has none
    Restore(restore::Args),
    #[command(hide = true)]
    Exercise(exercise::Args),
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
            Command::Exercise(args) => args.run().await,
        }
    }
}

/// What the exit codes of all of these are.
const EXIT_CODES: &str = "\
Exit codes: 0 done; 1 not done, because of what was asked for (no such account, a name that is taken); 2 usage; \
5 the accounts cannot be read or written. With anything but 0 nothing has been changed.";

/// A name or address that somebody has typed.
fn asked(name: &str) -> Result<AccountName, Failure> {
    AccountName::asked(name).map_err(|error| Failure::new(Exit::Refused, error.to_string()))
}
