//! `countersign key sign`
use super::challenge;
use crate::{
    exit::{Exit, Failure},
    tls,
};
use std::{io::Write as _, path::PathBuf};

#[derive(clap::Args)]
#[command(after_help = "\
The challenge comes from whoever runs the server, who adds your key once they have the signature. Nothing else that this \
key signs begins as a challenge does, and a challenge is for one account.

Exit codes: 0 signed; 1 the file is no challenge; 2 usage.")]
pub(super) struct Args {
    /// The challenge
    challenge: PathBuf,
    /// The private key, in PEM
    #[arg(long, value_name = "PEM")]
    client_key: PathBuf,
    /// Where the signature goes; it overwrites nothing
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

impl Args {
    pub(super) fn run(self) -> Result<Exit, Failure> {
        let challenge = challenge::read(&self.challenge)?;
        let unfit = || Failure::usage(format!("{}: it cannot sign this", self.client_key.display()));
        let signature = challenge.sign(&*tls::signing_key(&self.client_key)?).ok_or_else(unfit)?;
        let file = std::fs::OpenOptions::new().write(true).create_new(true).open(&self.out);
        let written = file.and_then(|mut file| file.write_all(&signature));
        written.map_err(|error| Failure::usage(format!("{}: {error}", self.out.display())))?;
        Ok(Exit::Success)
    }
}
