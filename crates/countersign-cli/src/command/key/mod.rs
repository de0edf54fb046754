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

use crate::{
    exit::{Exit, Failure},
    tls::{self, Stack},
};
use clap::Subcommand;
use countersign::keys::KeyFile;
use std::path::Path;

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make a key, and a certificate to carry it in
    Generate(generate::Args),
    /// Let a key log in to an account
    Add(add::Args),
    /// Log in with a password, and let this device's key in from now on
    Register(register::Args),
    /// Write something to sign for whoever wants a key added to an account
    Challenge(challenge::Args),
    /// Sign a challenge, to show that one has the key
    Sign(sign::Args),
    /// List the keys of an account, or of all
    List(list::Args),
    /// Show a key
    Show(show::Args),
    /// Remove a key, and end the connections that it has let in
    Remove(remove::Args),
    /// Show the fingerprint of a certificate or public key, in every spelling
    Fingerprint(fingerprint::Args),
    /// Print openssl commands that make a key, a certificate and a p12 file
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
Exit codes: 0 done; 1 not done, because of what was asked for (no such account or key, a key that cannot be used); \
2 usage; 5 the accounts cannot be read or written. With anything but 0 nothing has been changed.";

/// The key in a file, for a server that speaks TLS by this library.
pub(super) fn server_key_file(path: &Path, stack: Stack) -> Result<KeyFile, Failure> {
    let file = key_file(path)?;
    let unfit = |error| Failure::new(Exit::Refused, format!("{}: {error}", path.display()));
    tls::admit_to(stack, &file.spki).map_err(unfit)?;
    Ok(file)
}

/// The key in a file, with its certificate if it is one.
pub(super) fn key_file(path: &Path) -> Result<KeyFile, Failure> {
    let octets =
        std::fs::read(path).map_err(|error| Failure::usage(format!("{}: {error}", path.display())))?;
    KeyFile::read(&octets)
        .map_err(|error| Failure::new(Exit::Refused, format!("{}: {error}", path.display())))
}
