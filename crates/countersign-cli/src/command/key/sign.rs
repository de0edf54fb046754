//! `countersign key sign`
use super::challenge;
use crate::{exit::Exit, exit::Failure};
use countersign_tokio::tls;
use std::{io::Write as _, path::PathBuf};

#[derive(clap::Args)]
#[command(after_help = "\
The challenge comes from the server's administrator, who adds your key after receiving the signature. A challenge has a \
unique prefix, so its signature is valid for nothing else, and it names one account.

Exit codes: 0 signed; 1 the file is no challenge; 2 usage.")]
pub(super) struct Args {
    /// Challenge file
    challenge: PathBuf,
    /// Private key, in PEM
    #[arg(long, value_name = "PEM")]
    client_key: PathBuf,
    /// File to write the signature to; must not exist
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

impl Args {
    pub(super) fn run(self) -> Result<Exit, Failure> {
        let challenge = challenge::read(&self.challenge)?;
        let unfit =
            || Failure::usage(format!("{}: this key cannot sign a challenge", self.client_key.display()));
        let signature = challenge.sign(&*tls::signing_key(&self.client_key)?).ok_or_else(unfit)?;
        let file = std::fs::OpenOptions::new().write(true).create_new(true).open(&self.out);
        let written = file.and_then(|mut file| file.write_all(&signature));
        written.map_err(|error| Failure::usage(format!("{}: {error}", self.out.display())))?;
        Ok(Exit::Success)
    }
}
