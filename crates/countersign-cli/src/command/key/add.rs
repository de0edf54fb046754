//! `countersign key add`
use super::{EXIT_CODES, challenge, key_file, view::View};
use crate::{
    accounts::{NewKey, Store},
    command::{data::Data, print_line},
    exit::{Exit, Failure},
    tls::{self, OnlyWith, provider},
};
use countersign::{
    account::{AccountName, AccountSnapshot},
    keys::{Claim, Spki},
};
use std::path::PathBuf;

#[derive(clap::Args)]
#[command(after_help = format!("\
Whoever has the private key of the file's certificate or public key logs in as ADDRESS, without a password. Nothing \
else of a certificate counts: not its names, dates or signature.

Without --challenge nothing is proved about the key: it is added on your word that it is the account owner's. With it, \
whoever has the private key has signed `key challenge ADDRESS`, by `key sign`, and the account is the challenge's.

{EXIT_CODES}

Examples:
  countersign key add alice@example.org alice.crt
  countersign key add alice@example.org alice.crt --challenge challenge --signature signature
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
    /// What `key challenge` has written for this account
    #[arg(long, value_name = "FILE", requires = "signature")]
    challenge: Option<PathBuf>,
    /// What `key sign`, or openssl, has made of it
    #[arg(long, value_name = "FILE", requires = "challenge")]
    signature: Option<PathBuf>,
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
        let only_with = tls::admit(&file.spki)
            .map_err(|error| refused(&format_args!("{}: {error}", self.file.display())))?;
        let fingerprint = file.spki.fingerprint();
        let name = self.name.clone().unwrap_or_else(|| {
            self.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
        });
        if name.contains(char::is_control) {
            return Err(Failure::usage("a key's name has no control characters"));
        }
        let added = Store::once(self.data.place()?, async |store| {
            let mut write = store.write().await?;
            let claim = self.claim(file.spki, &write.account(&address).await?)?;
            let proved = claim.is_proved();
            let record = write.register(NewKey {
                claim,
                address: &address,
                name: &name,
                certificate: file.certificate.as_deref(),
                no_imap_preauth: self.no_imap_preauth,
                while_it_lasts: None,
            });
            let kind = record.await?.spki.kind();
            write.commit().await?;
            Ok((store.key(&fingerprint).await?, kind, proved))
        });
        let added = added.await?;
        if let Some(OnlyWith(option)) = only_with {
            eprintln!(
                "countersign: warning: this key logs in with `serve {option}` alone: rustls cannot verify it"
            );
        }
        match added {
            (Some(key), ..) if self.json => View::new(&key).print(true),
            (_, kind, proved) => {
                print_line(format_args!("{fingerprint} ({kind}) logs in as {} now.", address.spelling()));
                print_line(if proved {
                    "Its owner has signed the challenge for this account."
                } else {
                    "It was added on your word: nothing has proved that its owner is the account's."
                });
            }
        }
        Ok(Exit::Success)
    }

    /// On whose word the key is added for this account.
    fn claim(&self, spki: Spki, account: &AccountSnapshot) -> Result<Claim, Failure> {
        let (Some(challenge), Some(signature)) = (&self.challenge, &self.signature) else {
            return Ok(Claim::trusted_by_administrator(spki));
        };
        let read = challenge::read(challenge)?;
        if read.account() != account.id {
            let text = format!("{}: it is for another account", challenge.display());
            return Err(Failure::new(Exit::Refused, text));
        }
        let octets = challenge::octets(signature)?;
        let claim = read.verify(spki, &octets, &provider());
        claim.map_err(|error| Failure::new(Exit::Refused, format!("{}: {error}", signature.display())))
    }
}
