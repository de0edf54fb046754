//! `countersign account restore`
use super::EXIT_CODES;
use crate::{
    accounts::Store,
    command::{data::Data, print_json, print_line},
    exit::{Exit, Failure},
};
use serde::Serialize;
use std::{
    fs::File,
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
};

#[derive(clap::Args)]
#[command(after_help = format!("\
All of it or nothing. The place has to have no accounts; what is missing of it is made. It need not be of the kind that the backup \
was made from: this is also how accounts move between a folder and PostgreSQL.

Stop the servers of that place before, and start them after: the directory's secret changes.

{EXIT_CODES}

Examples:
  countersign account restore accounts.backup --data /var/lib/countersign
  countersign account restore accounts.backup --database postgres://countersign@db.example.org/countersign
  age -d accounts.age | countersign account restore - --data /var/lib/countersign"))]
pub(super) struct Args {
    /// What `account backup` has written; - is the standard input
    file: PathBuf,
    #[command(flatten)]
    data: Data,
    /// Say it in one line of JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Restored {
    accounts: u64,
    /// The folder, or the address of the database.
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
        let accounts = store.with(async |store| Ok(store.restore(text).await?)).await?;
        let restored = Restored { accounts, data };
        if self.json {
            print_json(&restored);
        } else {
            print_line(format_args!("Accounts in {}: {accounts}.", restored.data));
        }
        Ok(Exit::Success)
    }
}
