//! `countersign key`
mod add;
mod challenge;
mod fingerprint;
mod generate;
mod list;
mod openssl;
mod p12;
mod register;
mod remove;
mod show;
mod sign;
mod view;

use crate::{exit::Exit, exit::Failure};
use clap::Subcommand;
use countersign::keys::KeyFile;
use countersign_tokio::{tls, tls::Stack};
use std::path::Path;

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Generate a key with a certificate
    Generate(generate::Args),
    /// Allow a key to log in to an account
    Add(add::Args),
    /// Log in with a password, and register this device's key for later logins
    Register(register::Args),
    /// Write a challenge for the owner of a key that is to be added to an account
    Challenge(challenge::Args),
    /// Sign a challenge, to prove possession of a key
    Sign(sign::Args),
    /// List the keys of an account, or of all
    List(list::Args),
    /// Show a key
    Show(show::Args),
    /// Remove a key, and end the connections that used it
    Remove(remove::Args),
    /// Show the fingerprint of a certificate or public key in all formats
    Fingerprint(fingerprint::Args),
    /// Print openssl commands that generate a key, a certificate and a p12 file
    Openssl(openssl::Args),
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        match self.command {
            Command::Generate(args) => args.run(),
            Command::Add(args) => args.run().await,
            Command::Register(args) => args.run().await,
            Command::Challenge(args) => args.run().await,
            Command::Sign(args) => args.run(),
            Command::List(args) => args.run().await,
            Command::Show(args) => args.run().await,
            Command::Remove(args) => args.run().await,
            Command::Fingerprint(args) => args.run(),
            Command::Openssl(args) => args.run(),
        }
    }
}

const EXIT_CODES: &str = "\
Exit codes: 0 done; 1 rejected (no such account or key, unsupported key); \
2 usage; 5 the accounts cannot be read or written. Nothing is changed unless the exit code is 0.";

/// Reads the key in a file, for a server with this TLS library.
pub(super) fn server_key_file(path: &Path, stack: Stack) -> Result<KeyFile, Failure> {
    let file = key_file(path)?;
    let unfit = |error| Failure::new(Exit::Refused, format!("{}: {error}", path.display()));
    tls::admit_to(stack, &file.spki).map_err(unfit)?;
    Ok(file)
}

/// Reads the key in a file, with its certificate if there is one.
pub(super) fn key_file(path: &Path) -> Result<KeyFile, Failure> {
    let octets =
        std::fs::read(path).map_err(|error| Failure::usage(format!("{}: {error}", path.display())))?;
    KeyFile::read(&octets)
        .map_err(|error| Failure::new(Exit::Refused, format!("{}: {error}", path.display())))
}
