//! Many logins at once, of which every right one has to succeed and every wrong one to fail: `README.md`.
//!
//! - `exchanges`: both ends through the step API, over threads, with faults;
//! - `connections`: TLS connections from several processes to `countersign serve`, half of which stall;
//! - `guesses`: how long a login takes while others guess;
//! - `challenges`: how long a challenge takes, for accounts and for unknown names.

mod challenges;
mod connections;
mod exchanges;
mod memory;
mod random;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    trial: Trial,
}

#[derive(Subcommand)]
enum Trial {
    /// Exchanges in memory
    Exchanges(exchanges::Arguments),
    /// Connections to a server
    Connections(connections::Arguments),
    /// Logins to a server, timed while other clients guess passwords
    Guesses(connections::guesses::Arguments),
    /// The process that `guesses` starts
    #[command(hide = true)]
    Guessing(connections::guesses::Guessing),
    /// How long a SCRAM challenge takes, for accounts of several kinds and for unknown names
    Challenges(challenges::Arguments),
    /// One of the processes that `connections` starts
    #[command(hide = true)]
    Clients(connections::clients::Arguments),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().trial {
        Trial::Exchanges(arguments) => exchanges::run(&arguments),
        Trial::Connections(arguments) => connections::run(&arguments),
        Trial::Guesses(arguments) => connections::guesses::run(&arguments),
        Trial::Guessing(arguments) => connections::guesses::guess(arguments),
        Trial::Challenges(arguments) => challenges::run(&arguments),
        Trial::Clients(arguments) => connections::clients::run(arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("load: {error}");
            ExitCode::FAILURE
        }
    }
}
