//! `countersign account backup`
use super::EXIT_CODES;
use crate::{
    accounts::Store,
    command::{data::Data, print_json, print_line},
    exit::{Exit, Failure},
};
use serde::Serialize;
use std::{
    fs::{self, OpenOptions},
    io::{self, BufWriter},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

#[derive(clap::Args)]
#[command(after_help = format!("\
Servers may run meanwhile: what is written is how all was at one moment. It has the accounts with their addresses, records, keys \
and app passwords, and the directory's secret; it does not have the attempts to log in, the certificates or the configuration. \
No password can be read from it, but keep it as you keep the accounts: whoever has it can guess at passwords.

The file is made for its owner alone, and never in the place of another. - is the standard output.

{EXIT_CODES}

Examples:
  countersign account backup accounts.backup --data /var/lib/countersign
  countersign account backup - --data /var/lib/countersign | age -r RECIPIENT >accounts.age"))]
pub(super) struct Args {
    /// Where it is written
    file: PathBuf,
    #[command(flatten)]
    data: Data,
    /// Say it in one line of JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Written {
    accounts: u64,
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        let place = self.data.place()?;
        if self.file == Path::new("-") {
            let mut out = BufWriter::new(io::stdout());
            Store::once(place, async |store| Ok(store.back_up(&mut out).await?)).await?;
            return Ok(Exit::Success);
        }
        let refused =
            |error: io::Error| Failure::new(Exit::Refused, format!("{}: {error}", self.file.display()));
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&self.file);
        let mut out = BufWriter::new(file.map_err(refused)?);
        let written = Store::once(place, async |store| Ok(store.back_up(&mut out).await?)).await;
        let written = written.and_then(|accounts| {
            out.get_ref().sync_all().map_err(refused)?;
            Ok(accounts)
        });
        let accounts = written.inspect_err(|_| {
            // Half a backup is none; there is nobody to tell if it stays.
            let _ = fs::remove_file(&self.file);
        })?;
        if self.json {
            print_json(&Written { accounts });
        } else {
            print_line(format_args!("Accounts in {}: {accounts}.", self.file.display()));
        }
        Ok(Exit::Success)
    }
}
