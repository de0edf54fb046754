//! `countersign key challenge`
use super::EXIT_CODES;
use crate::command::data::once;
use crate::{command::data::Data, exit::Exit, exit::Failure};
use countersign::{account::AccountName, entropy, keys::Challenge};
use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

#[derive(clap::Args)]
#[command(after_help = format!("\
Send FILE, which is not secret, to the account's owner, who signs it with the key:

  countersign key sign FILE --client-key alice.key --out signature

or with openssl 3: `openssl dgst -sha256 -sign alice.key -out signature FILE`, with -sha384 for P-384; \
for Ed25519 `openssl pkeyutl -sign -rawin -inkey alice.key -in FILE -out signature`.

Keep FILE until the key is added with --challenge FILE --signature signature, then delete it: a challenge does not \
expire.

{EXIT_CODES}"))]
pub(super) struct Args {
    /// Address of the account, or its name
    address: String,
    /// File to write the challenge to; must not exist
    file: PathBuf,
    #[command(flatten)]
    data: Data,
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        let address = AccountName::asked(&self.address);
        let address = address.map_err(|error| Failure::new(Exit::Refused, error.to_string()))?;
        let account = once(self.data.place()?, async |store| Ok(store.account(&address).await?));
        let account = account.await?.standing;
        let nonce = entropy().map_err(|error| Failure::usage(error.to_string()))?.into_octets();
        let message = Challenge::new(account.id, nonce).message();
        let file = std::fs::OpenOptions::new().write(true).create_new(true).open(&self.file);
        let written = file.and_then(|mut file| file.write_all(&message));
        written.map_err(|error| Failure::usage(format!("{}: {error}", self.file.display())))?;
        Ok(Exit::Success)
    }
}

/// Reads a challenge from a file.
pub(super) fn read(file: &Path) -> Result<Challenge, Failure> {
    let refused = || Failure::new(Exit::Refused, format!("{}: not a challenge", file.display()));
    Challenge::read(&octets(file)?).ok_or_else(refused)
}

/// Reads a challenge or a signature from a file.
pub(super) fn octets(file: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(file).map_err(|error| Failure::usage(format!("{}: {error}", file.display())))
}
