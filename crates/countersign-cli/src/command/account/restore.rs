//! `countersign account restore`
use super::EXIT_CODES;
use crate::{command::data::Data, command::print_json, command::print_line, exit::Exit, exit::Failure};
use countersign_accounts::Store;
use serde::Serialize;
use std::{
    fs::File,
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
};

#[derive(clap::Args)]
#[command(after_help = format!("\
Restores everything or nothing. The store must have no accounts; a missing folder or database is created. It may be of another \
kind than the backup's source: use this to move accounts between a folder and PostgreSQL.

Stop the servers of that place before, and start them after: the directory's secret changes.

{EXIT_CODES}

Examples:
  countersign account restore accounts.backup --data /var/lib/countersign
  countersign account restore accounts.backup --database postgres://countersign@db.example.org/countersign
  age -d accounts.age | countersign account restore - --data /var/lib/countersign"))]
pub(super) struct Args {
    /// Backup written by `account backup`; - for standard input
    file: PathBuf,
    #[command(flatten)]
    data: Data,
    /// Output JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Restored {
    accounts: u64,
    /// The folder, or the URL of the database.
    data: String,
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        let refused =
            |error: io::Error| Failure::new(Exit::Refused, format!("{}: {error}", self.file.display()));
        let text: Box<dyn BufRead> = if self.file == Path::new("-") {
            Box::new(BufReader::new(io::stdin()))
        } else {
            Box::new(BufReader::new(File::open(&self.file).map_err(refused)?))
        };
        let place = self.data.place()?;
        let data = place.to_string();
        let store = Store::make(place).await?;
        let restored: Result<_, Failure> = store.with(async |store| Ok(store.restore(text).await?)).await;
        let accounts = restored?;
        let restored = Restored { accounts, data };
        if self.json {
            print_json(&restored);
        } else {
            print_line(format_args!("Accounts in {}: {accounts}.", restored.data));
        }
        Ok(Exit::Success)
    }
}
