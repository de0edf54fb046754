//! The command line.
mod account;
mod attempts;
mod completions;
mod config;
mod data;
mod day;
mod demo;
mod key;
mod log;
mod login;
mod man;
mod password;
mod secret;
mod serve;
mod tls;

use crate::{exit::Exit, exit::Failure};
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use config::{Arguments, Unread};
use std::ffi::OsString;

/// SASL login for mail: a server, a client, and a demonstration of both.
#[derive(Parser)]
#[command(name = "countersign", version, max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  countersign demo
  countersign serve --user alice:wonderland
  countersign account add alice --address alice@example.org
  countersign password set alice
  countersign key generate alice
  countersign key add alice@example.org alice.crt
  countersign login imaps://mail.example.org --user alice@example.org";

#[derive(Subcommand)]
enum Command {
    /// Show every mechanism over TLS on this machine, and the attacks that are rejected
    Demo(demo::Args),
    /// Run an IMAP, submission, POP3 and ManageSieve server that authenticates clients
    Serve(Box<serve::Args>),
    /// Log in to a server, and show the result
    Login(login::Args),
    /// Manage accounts: add, list, show, disable, enable, remove, backup, restore
    Account(account::Args),
    /// Manage passwords: set, check, derive, import, export
    Password(password::Args),
    /// Manage keys of TLS clients: generate, add, list, show, remove
    Key(key::Args),
    /// Show login attempts: account, address, mechanism and result
    Attempts(attempts::Args),
    /// Print shell completions of this command line
    Completions(completions::Args),
    /// Print manual pages
    Man(man::Args),
}

impl Cli {
    /// Parses the command line, the program's name first, and the configuration that it names.
    pub(crate) fn read(arguments: Vec<OsString>) -> Result<Self, Failure> {
        let given = Arguments::read(Self::command(), arguments).map_err(failure_of)?;
        let mut read = Self::from_arg_matches(&given.matches).map_err(|error| failure_of(error.into()))?;
        if let Command::Serve(args) = &mut read.command {
            args.given = Some(given);
        }
        Ok(read)
    }

    pub(crate) async fn run(self) -> Result<Exit, Failure> {
        match self.command {
            Command::Demo(args) => args.run().await,
            Command::Serve(args) => args.run().await,
            Command::Login(args) => args.run().await,
            Command::Account(args) => args.run().await,
            Command::Password(args) => args.run().await,
            Command::Key(args) => args.run().await,
            Command::Attempts(args) => args.run().await,
            Command::Completions(args) => Ok(args.run(Self::command())),
            Command::Man(args) => args.run(Self::command()),
        }
    }
}

/// Reports errors of the command line and help by clap, which ends the program.
fn failure_of(unread: Unread) -> Failure {
    match unread {
        Unread::CommandLine(error) => error.exit(),
        unread => unread.into(),
    }
}

/// Prints a line of JSON on standard output.
fn print_json(value: &impl serde::Serialize) {
    use std::io::Write as _;
    let mut out = std::io::stdout().lock();
    // A closed pipe is not an error.
    let _ = serde_json::to_writer(&mut out, value);
    let _ = out.write_all(b"\n").and_then(|()| out.flush());
}

/// Prints a line of text on standard output.
fn print_line(line: impl std::fmt::Display) {
    use std::io::Write as _;
    let mut out = std::io::stdout().lock();
    // A closed pipe is not an error.
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}
