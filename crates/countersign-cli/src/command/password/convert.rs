//! `countersign password convert`
use super::migration::{Entry, Ignored, Line, Refused, System, check_all, entries, lines, write};
use crate::{command::print_json, command::print_line, exit::Exit, exit::Failure};
use serde::Serialize;
use std::path::PathBuf;

#[derive(clap::Args)]
#[command(after_help = "\
A disabled or network-restricted account is written as such, or left out if the target format cannot express it. Whatever \
else a line leaves out of an account is reported on standard error; with --json it is part of each line.

Exit codes: 0 every line has been converted; 1 some have not, each with its number and reason on standard error; 2 usage.

Examples:
  countersign password convert users --from dovecot --to postgresql
  slapcat-values | countersign password convert - --from rfc5803 --to dovecot > users")]
pub(super) struct Args {
    /// File with a line for each account; - for standard input
    file: PathBuf,
    /// Source system
    #[arg(long, value_enum)]
    from: System,
    /// Target system
    #[arg(long, value_enum)]
    to: System,
    #[command(flatten)]
    ignored: Ignored,
    /// Output a line of JSON for each account
    #[arg(long)]
    json: bool,
}

/// An account as written.
#[derive(Serialize)]
pub(super) struct Shown<'a> {
    name: &'a str,
    lines: Vec<&'a str>,
    left_out: &'a [String],
}

impl<'a> Shown<'a> {
    pub(super) fn print(name: &'a str, line: &'a Line, json: bool) {
        let lines = line.lines.iter().map(|line| line.as_str()).collect();
        let shown = Shown { name, lines, left_out: &line.left_out };
        if json {
            return print_json(&shown);
        }
        shown.lines.iter().for_each(print_line);
        if !shown.left_out.is_empty() {
            eprintln!("countersign: {name}: left out: {}", shown.left_out.join(", "));
        }
    }
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        let (entries, mut refused) = entries(self.from, lines(&self.file)?, 10_000_000, &self.ignored);
        let (entries, empty) = tokio::task::spawn_blocking(|| check_all(entries))
            .await
            .map_err(|error| Failure::usage(error.to_string()))?;
        refused.extend(empty);
        for Entry { line, names, records, limits } in &entries {
            let name = names.name.spelling();
            for why in &limits.closed {
                eprintln!("countersign: line {line}: disabled: {why}");
            }
            match write(self.to, name, records, &limits.kept()) {
                Ok(written) => Shown::print(name, &written, self.json),
                Err(why) => refused.push(Refused::new(*line, why)),
            }
        }
        refused.sort_by_key(|refused| refused.line);
        for Refused { line, reason } in &refused {
            eprintln!("countersign: line {line}: {reason}");
        }
        Ok(if refused.is_empty() { Exit::Success } else { Exit::Refused })
    }
}
