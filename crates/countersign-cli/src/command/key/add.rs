//! `countersign key add`
use super::{EXIT_CODES, challenge, key_file, view::View};
use crate::command::data::once;
use crate::{command::data::Data, command::print_line, exit::Exit, exit::Failure};
use countersign::{
    account::{AccountName, AccountSnapshot},
    keys::{Claim, Spki},
};
use countersign_accounts::NewKey;
use countersign_tokio::{tls, tls::OnlyWith, tls::provider};
use std::path::PathBuf;

#[derive(clap::Args)]
#[command(after_help = format!("\
A client with the private key of the file's certificate or public key logs in as ADDRESS, without a password. Only the \
key of a certificate counts: its names, dates and signature are ignored.

Without --challenge there is no proof of possession: verify yourself that the key belongs to the account's owner. With it, \
the private key has signed the output of `key challenge ADDRESS` (`key sign`), and the challenge names the account.

{EXIT_CODES}

Examples:
  countersign key add alice@example.org alice.crt
  countersign key add alice@example.org alice.crt --challenge challenge --signature signature
  countersign key add alice@example.org laptop.pem --name \"alice's laptop\" --no-imap-preauth"))]
pub(super) struct Args {
    /// Address that the key logs in as, or name of the account
    address: String,
    /// Certificate or public key, in PEM or DER
    file: PathBuf,
    /// Name of the key [default: from the file]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Do not authenticate the key at the IMAP greeting: the client uses EXTERNAL or a password
    #[arg(long)]
    no_imap_preauth: bool,
    /// Challenge that `key challenge` has written for this account
    #[arg(long, value_name = "FILE", requires = "signature")]
    challenge: Option<PathBuf>,
    /// Signature of the challenge, made by `key sign` or openssl
    #[arg(long, value_name = "FILE", requires = "challenge")]
    signature: Option<PathBuf>,
    #[command(flatten)]
    data: Data,
    /// Output the added key as JSON
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
            return Err(Failure::usage("the key's name contains control characters"));
        }
        let added = once(self.data.place()?, async |store| {
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
                print_line(format_args!("{fingerprint} ({kind}) now logs in as {}.", address.spelling()));
                print_line(if proved {
                    "Proof of possession: the challenge for this account was signed."
                } else {
                    "No proof of possession: verify that the key belongs to the account's owner."
                });
            }
        }
        Ok(Exit::Success)
    }

    /// Returns the claim under which the key is added for this account.
    fn claim(&self, spki: Spki, account: &AccountSnapshot) -> Result<Claim, Failure> {
        let (Some(challenge), Some(signature)) = (&self.challenge, &self.signature) else {
            return Ok(Claim::trusted_by_administrator(spki));
        };
        let read = challenge::read(challenge)?;
        if read.account() != account.id {
            let text = format!("{}: challenge for another account", challenge.display());
            return Err(Failure::new(Exit::Refused, text));
        }
        let octets = challenge::octets(signature)?;
        let claim = read.verify(spki, &octets, &provider());
        claim.map_err(|error| Failure::new(Exit::Refused, format!("{}: {error}", signature.display())))
    }
}
