//! `countersign account backup`
use super::EXIT_CODES;
use crate::command::data::once;
use crate::{command::data::Data, command::print_json, command::print_line, exit::Exit, exit::Failure};
use serde::Serialize;
use std::{
    fs::{self, OpenOptions},
    io::{self, BufWriter},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

#[derive(clap::Args)]
#[command(after_help = format!("\
The backup is a consistent snapshot; servers can keep running. It contains the accounts with their addresses, records, keys \
and app passwords, and the directory's secret. It does not contain login attempts, certificates or the configuration. \
It contains no password, but protect it like the accounts: its records allow offline guessing.

The file is made for its owner alone, and never in the place of another. - is the standard output.

{EXIT_CODES}

Examples:
  countersign account backup accounts.backup --data /var/lib/countersign
  countersign account backup - --data /var/lib/countersign | age -r RECIPIENT >accounts.age"))]
pub(super) struct Args {
    /// File to write
    file: PathBuf,
    #[command(flatten)]
    data: Data,
    /// Output JSON
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
            once(place, async |store| Ok(store.back_up(&mut out).await?)).await?;
            return Ok(Exit::Success);
        }
        let refused =
            |error: io::Error| Failure::new(Exit::Refused, format!("{}: {error}", self.file.display()));
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&self.file);
        let mut out = BufWriter::new(file.map_err(refused)?);
        let written = once(place, async |store| Ok(store.back_up(&mut out).await?)).await;
        let written = written.and_then(|accounts| {
            out.get_ref().sync_all().map_err(refused)?;
            Ok(accounts)
        });
        let accounts = written.inspect_err(|_| {
            // An incomplete backup is useless; a failure to remove it is ignored.
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
