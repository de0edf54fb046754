//! Tests of countersign with programs of other projects. See README.md.
mod administer;
mod authority;
mod bench;
mod cell;
mod credential;
mod cyrus;
mod dovecot;
mod dovecot_log;
mod dovecot_services;
mod dovecot_tls;
mod entry;
mod exim;
mod files;
mod install;
mod kept;
mod keys;
mod line;
mod login;
mod matrix;
mod middle;
mod mta;
mod peer;
mod process;
mod program;
mod relay;
mod round;
mod serve;
mod syslog;
mod table;
mod thunderbird;
mod token;
mod variant;

use bench::Bench;
use entry::Entry;
use std::{io::Write as _, path::PathBuf, process::ExitCode};
use table::PEERS;

const USAGE: &str = "\
usage: cargo run --release -p interop -- [--check] [--peer NAME]... [--countersign FILE]

  --check             write neither MATRIX.md nor README's line, and fail if the run differs from them
  --peer NAME         only this one; MATRIX.md is left as it is
  --countersign FILE  a program that has been built already";

/// The command-line options.
#[derive(Default)]
struct Wishes {
    check: bool,
    peers: Vec<String>,
    countersign: Option<PathBuf>,
}

fn main() -> ExitCode {
    let done = wishes().and_then(|wishes| run(&wishes));
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("interop: {why}");
            ExitCode::from(2)
        }
    }
}

fn wishes() -> Result<Wishes, String> {
    let mut wishes = Wishes::default();
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value\n{USAGE}"));
        match word.as_str() {
            "--check" => wishes.check = true,
            "--peer" => wishes.peers.push(value()?),
            "--countersign" => wishes.countersign = Some(value()?.into()),
            _ => return Err(format!("{word} is not known here\n{USAGE}")),
        }
    }
    let unknown = wishes.peers.iter().find(|name| !PEERS.iter().any(|entry| entry.name == **name));
    match unknown {
        Some(name) => Err(format!("there is no peer {name}")),
        None if wishes.check && !wishes.peers.is_empty() => Err("--check is for all peers".into()),
        None => Ok(wishes),
    }
}

fn run(wishes: &Wishes) -> Result<bool, String> {
    let folder = tempfile::Builder::new().prefix("interop-").tempdir().map_err(|error| error.to_string())?;
    let build = || program::countersign(&folder.path().join("countersign"));
    let countersign = wishes.countersign.clone().map_or_else(build, Ok)?;
    let bench = Bench::new(folder.path(), countersign)?;
    keys::make(&bench)?;
    let is_wished =
        |entry: &&Entry| wishes.peers.is_empty() || wishes.peers.iter().any(|name| name == entry.name);
    let entries: Vec<&Entry> = PEERS.iter().filter(is_wished).collect();
    let matrix = round::all(&entries, &bench);
    say(&matrix.summary());
    let mut good = matrix.red == 0;
    if wishes.peers.is_empty() {
        good &= kept::keep(&matrix, wishes.check)?;
    }
    if matrix.red > 0 {
        say(&format!("The logs are in {}", folder.keep().display()));
    }
    Ok(good)
}

pub(crate) fn say(line: &str) {
    // The reader of the output has gone, so the error cannot be reported.
    let _ = writeln!(std::io::stdout(), "{line}");
}
