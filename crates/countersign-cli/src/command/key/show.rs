//! `countersign key show`
use super::{EXIT_CODES, key_file, view::View};
use crate::command::data::once;
use crate::{command::data::Data, exit::Exit, exit::Failure};
use countersign::keys::Fingerprint;
use countersign_accounts::{Store, StoreError};
use std::path::Path;

#[derive(clap::Args)]
#[command(after_help = EXIT_CODES)]
pub(super) struct Args {
    /// Fingerprint of the key in any format, or the file of its certificate or public key
    // One fingerprint in 64 begins with a hyphen.
    #[arg(allow_hyphen_values = true)]
    key: String,
    #[command(flatten)]
    data: Data,
    /// Output JSON
    #[arg(long)]
    json: bool,
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        let fingerprint = named(&self.key)?;
        let key = once(self.data.place()?, async |store| match store.key(&fingerprint).await? {
            Some(key) => Ok(key),
            None => Err(unknown(store, &fingerprint).await?),
        });
        View::new(&key.await?).print(self.json);
        Ok(Exit::Success)
    }
}

/// Returns the fingerprint named by the text: a fingerprint, or a file with the key.
pub(super) fn named(text: &str) -> Result<Fingerprint, Failure> {
    match text.parse() {
        Ok(fingerprint) => Ok(fingerprint),
        Err(_) if Path::new(text).is_file() => Ok(key_file(Path::new(text))?.spki.fingerprint()),
        Err(error) => Err(Failure::new(Exit::Refused, format!("{error}"))),
    }
}

/// Returns the error for an unknown key, which may be the hash of a certificate whose key is known.
pub(super) async fn unknown(store: &Store, fingerprint: &Fingerprint) -> Result<Failure, StoreError> {
    let keys = store.keys(None).await?;
    let is_of = |certificate: &String| {
        countersign::mail::base64::decode(certificate.as_bytes())
            .is_ok_and(|der| fingerprint.is_hash_of_certificate(&der))
    };
    let meant = keys.iter().find(|key| key.certificate.as_ref().is_some_and(is_of));
    Ok(match meant {
        Some(key) => {
            let own = key.known.record.spki.fingerprint();
            Failure::new(
                Exit::Refused,
                format!("this is the hash of a certificate; the fingerprint of its key is {own}"),
            )
        }
        None => StoreError::NoKey.into(),
    })
}
