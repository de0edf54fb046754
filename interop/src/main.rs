//! Real programs of other people against countersign. See README.md.
mod administer;
mod authority;
mod bench;
mod cell;
mod cyrus;
mod dovecot;
mod dovecot_log;
mod dovecot_tls;
mod entry;
mod install;
mod keys;
mod line;
mod login;
mod matrix;
mod middle;
mod peer;
mod process;
mod program;
mod relay;
mod serve;
mod syslog;
mod table;
mod token;

use bench::Bench;
use cell::{Credential, State};
use entry::Entry;
use matrix::Matrix;
use std::{io::Write as _, path::PathBuf, process::ExitCode};
use table::PEERS;

const USAGE: &str = "\
usage: cargo run --release -p interop -- [--check] [--peer NAME]... [--countersign FILE]

  --check             do not write MATRIX.md, and fail if it differs from the run
  --peer NAME         only this one; MATRIX.md is left as it is
  --countersign FILE  a program that has been built already";

/// What the command line asks for.
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
    let build = || program::countersign("", &folder.path().join("countersign"));
    let countersign = wishes.countersign.clone().map_or_else(build, Ok)?;
    let bench = Bench::new(folder.path(), countersign)?;
    let mut matrix = Matrix::default();
    for entry in PEERS {
        if wishes.peers.is_empty() || wishes.peers.iter().any(|name| name == entry.name) {
            all_cells(entry, &bench, &mut matrix);
        }
    }
    let Matrix { green, explained, red, .. } = matrix;
    say(&format!("{green} cells green, {explained} explained, {red} red"));
    let mut good = red == 0;
    if wishes.peers.is_empty() {
        good &= keep(&matrix.text(), wishes.check)?;
    }
    if red > 0 {
        say(&format!("The logs are in {}", folder.keep().display()));
    }
    Ok(good)
}

/// Every cell of a peer. A peer that is not to be had is red all over.
fn all_cells(entry: &Entry, bench: &Bench, matrix: &mut Matrix) {
    let peer = install::install(entry.packages, entry.programs).and_then(|()| (entry.open)(bench));
    let mut peer = peer.map_err(|why| format!("{} is not to be had: {why}", entry.name));
    for row in (entry.rows)() {
        let mut state = |credential| {
            let seen =
                peer.as_mut().map_err(|why| why.clone()).and_then(|peer| peer.attempt(&row, credential));
            let state = seen.map_or_else(State::Red, |seen| row.want(credential).judge(&seen));
            let word = match &state {
                State::Green => "green".into(),
                State::Explained(why) => format!("explained: {why}"),
                State::Red(why) => format!("RED: {why}"),
            };
            let (who, how) = (entry.direction(), format!("{} {}", row.mechanism, row.variant));
            let (protocol, tls, credential) = (row.protocol, row.tls, credential.name());
            say(&format!("{who:24} {protocol:11} {tls:12} {:32} {credential:5}  {word}", how.trim()));
            state
        };
        let (right, wrong) = (state(Credential::Right), state(Credential::Wrong));
        matrix.add(entry, &row, &right, &wrong);
    }
}

/// Write the matrix, or see whether it is the one that is kept.
fn keep(text: &str, check: bool) -> Result<bool, String> {
    let file = matrix::file();
    let failed = |error: std::io::Error| format!("{}: {error}", file.display());
    if !check {
        std::fs::write(&file, text).map_err(failed)?;
        return Ok(true);
    }
    let kept = std::fs::read_to_string(&file).map_err(failed)?;
    if kept != text {
        say(
            "interop/MATRIX.md is not what this run has found; run without --check, and look at the difference",
        );
    }
    Ok(kept == text)
}

fn say(line: &str) {
    // Nobody reads any more: there is nobody to tell.
    let _ = writeln!(std::io::stdout(), "{line}");
}
