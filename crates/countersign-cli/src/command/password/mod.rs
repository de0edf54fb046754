//! `countersign password`
mod app;
mod check;
mod convert;
mod derive;
mod export;
mod import;
mod migration;
mod note;
mod set;
mod upgrade_report;

pub(super) use derive::derived_for;

use crate::{exit::Exit, exit::Failure};
use clap::Subcommand;

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Set the password of an account, and end connections that used the old one
    Set(set::Args),
    /// Manage app passwords, one for each program: add, list, set, remove
    App(app::Args),
    /// Explain a password or a name: the result of each preparation, and its characters
    Check(check::Args),
    /// Derive records of a password, and print them
    Derive(derive::Args),
    /// Import accounts with their password records from another system, all or none
    Import(import::Args),
    /// Export records to another system
    Export(export::Args),
    /// Convert records of one system to another
    Convert(convert::Args),
    /// List accounts that have to log in by PLAIN before all mechanisms can be offered
    UpgradeReport(upgrade_report::Args),
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        match self.command {
            Command::Set(args) => args.run().await,
            Command::App(args) => args.run().await,
            Command::Check(args) => args.run(),
            Command::Derive(args) => args.run().await,
            Command::Import(args) => args.run().await,
            Command::Export(args) => args.run().await,
            Command::Convert(args) => args.run().await,
            Command::UpgradeReport(args) => args.run().await,
        }
    }
}
