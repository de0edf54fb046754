//! `countersign key add`
use super::{EXIT_CODES, key_file, view::View};
use crate::{
    accounts::Store,
    command::{data::Data, print_line},
    exit::{Exit, Failure},
};
use countersign::{
    account::AccountName,
    keys::{Claim, KeyRecord},
};
use std::path::PathBuf;

#[derive(clap::Args)]
#[command(after_help = format!("\
Whoever has the private key of the file's certificate or public key logs in as ADDRESS, without a password. Nothing
else of a certificate counts: not its names, dates or signature.

This command proves nothing about the key: it is added on your word that it is the account owner's.

{EXIT_CODES}

Examples:
  countersign key add alice@example.org alice.crt
  countersign key add alice@example.org laptop.pem --name \"alice's laptop\" --no-imap-preauth"))]
pub(super) struct Args {
    /// The address that the key logs in as, or the account's name
    address: String,
    /// A certificate or a public key, in PEM or DER
    file: PathBuf,
    /// What the key is called; else as the file
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// In IMAP the key does not log in by itself: the client uses EXTERNAL, or a password
    #[arg(long)]
    no_imap_preauth: bool,
    #[command(flatten)]
    data: Data,
    /// Say what was added in one line of JSON
    #[arg(long)]
    json: bool,
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        let refused = |error: &dyn std::fmt::Display| Failure::new(Exit::Refused, error.to_string());
        let address = AccountName::asked(&self.address).map_err(|error| refused(&error))?;
        let file = key_file(&self.file)?;
        let fingerprint = file.spki.fingerprint();
        let name = self.name.clone().unwrap_or_else(|| {
            self.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
        });
        if name.contains(char::is_control) {
            return Err(Failure::usage("a key's name has no control characters"));
        }
        let added = Store::once(self.data.place()?, async |store| {
            let mut write = store.write().await?;
            let account = write.account(&address).await?;
            let holder = write.key_holder(&fingerprint).await?;
            let claim = Claim::on_administrators_word(file.spki);
            let record = KeyRecord::register(claim, &account.id, address.spelling(), holder.as_deref());
            let record = record.map_err(|error| refused(&error))?;
            let record = if self.no_imap_preauth { record.without_imap_preauth() } else { record };
            write.add_key(&record, &address, &name, file.certificate.as_deref()).await?;
            write.commit().await?;
            Ok((store.key(&fingerprint).await?, record.spki.kind()))
        });
        match added.await? {
            (Some(key), _) if self.json => View::new(&key).print(true),
            (_, kind) => {
                print_line(format_args!("{fingerprint} ({kind}) logs in as {} now.", address.spelling()));
                print_line("It was added on your word: nothing has proved that its owner is the account's.");
            }
        }
        Ok(Exit::Success)
    }
}
