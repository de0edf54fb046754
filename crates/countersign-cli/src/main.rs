//! `countersign`: a SASL login server for mail, a client, and a demonstration.
#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)
)]

mod command;
mod demo;
mod exit;
mod printer;

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let done = match command::Cli::read(std::env::args_os().collect()) {
        Ok(command) => command.run().await,
        Err(error) => Err(error),
    };
    match done {
        Ok(exit) => exit.into(),
        Err(error) => {
            eprintln!("countersign: {error}");
            error.exit().into()
        }
    }
}
