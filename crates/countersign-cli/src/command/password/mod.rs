//! `countersign password`
mod app;
mod check;
mod derive;
mod set;

pub(super) use derive::derived;

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
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        match self.command {
            Command::Set(args) => args.run().await,
            Command::App(args) => args.run().await,
            Command::Check(args) => args.run(),
            Command::Derive(args) => args.run().await,
        }
    }
}
