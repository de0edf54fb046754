//! `countersign password`
mod app;
mod check;
mod convert;
mod derive;
mod export;
mod import;
mod moving;
mod note;
mod set;
mod upgrade_report;

pub(super) use derive::{derived, derived_for, random};

use crate::exit::{Exit, Failure};
use clap::Subcommand;

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Give an account a password; connections that were logged in with the old one end
    Set(set::Args),
    /// Passwords for one program each: add, list, remove
    App(app::Args),
    /// Explain a password or a name: what each preparation makes of it, and which characters it has
    Check(check::Args),
    /// Derive records of a password, and print them
    Derive(derive::Args),
    /// Take accounts over from another system, with its records of their passwords: all of them or none
    Import(import::Args),
    /// Write records for another system
    Export(export::Args),
    /// Read another system's records, and write them for a third
    Convert(convert::Args),
    /// Who still has to log in by PLAIN before every mechanism can be offered
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
