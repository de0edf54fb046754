//! Many concurrent logins, of which every correct one must succeed and every wrong one fail: `README.md`.
//!
//! - `exchanges`: both ends through the step API, on several threads, with faults;
//! - `connections`: TLS connections from several processes to `countersign serve`, half of which stall;
//! - `guesses`: the time of a login while other clients guess;
//! - `challenges`: the time of a challenge, for accounts and for unknown names.

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
    /// Run exchanges in memory
    Exchanges(exchanges::Arguments),
    /// Open connections to a server
    Connections(connections::Arguments),
    /// Time logins to a server while other clients guess passwords
    Guesses(connections::guesses::Arguments),
    /// Run the guessing process of `guesses`
    #[command(hide = true)]
    Guessing(connections::guesses::Guessing),
    /// Time SCRAM challenges for accounts of several kinds and for unknown names
    Challenges(challenges::Arguments),
    /// Run a client process of `connections`
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
