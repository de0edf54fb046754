//! `countersign key register`
use crate::{
    client::{Target, Trace, Url, Wishes, register},
    command::{print_line, secret},
    exit::{Exit, Failure},
    tls::{KeyFiles, Stack, Trust},
};
use std::{path::PathBuf, sync::Arc};

#[derive(clap::Args)]
#[command(after_help = "\
It logs in once with the password, over a connection that proves the key, and has the server let the key in from then on. \
The server has to be a `countersign serve --register-keys`. A key that another account has is refused.

The password comes from --password-file, from the variable COUNTERSIGN_PASSWORD, or from a prompt.

Example:
  countersign key register imaps://mail.example.org --user alice@example.org --client-cert alice.pem --name laptop

Exit codes: 0 registered; 1 refused; 2 usage; 3 no connection, no TLS, or not the protocol; \
4 the mechanism proves the server, and the server did not prove itself.")]
pub(super) struct Args {
    /// imaps://HOST, or imap://HOST with STARTTLS; with :PORT if need be
    url: Url,
    /// The name to log in with
    #[arg(long, value_name = "NAME")]
    user: String,
    /// The key's certificate, with the key in the same PEM file or in --client-key
    #[arg(long, value_name = "PEM", required_unless_present = "client_key")]
    client_cert: Option<PathBuf>,
    /// The private key; without --client-cert it goes in no certificate (RFC 7250)
    #[arg(long, value_name = "PEM")]
    client_key: Option<PathBuf>,
    /// What the key is called
    #[arg(long, value_name = "NAME", default_value = "registered over IMAP")]
    name: String,
    /// Trust the authorities in this PEM file, and not the system's
    #[arg(long, value_name = "FILE")]
    ca: Option<PathBuf>,
    /// Read the password from this file: its first line
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// Show the dialogue, with credentials removed
    #[arg(long)]
    trace: bool,
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        if self.name.is_empty() || self.name.contains(|c: char| c.is_control() || "\"\\".contains(c)) {
            return Err(Failure::usage("a key's name has no quotes, backslashes or control characters"));
        }
        let files = KeyFiles::of(self.client_cert.as_deref(), self.client_key.as_deref());
        let credential = files.ok_or_else(|| Failure::usage("no key"))?.credential()?;
        let fingerprint = credential.spki().fingerprint();
        let trust = self.ca.clone().map_or(Trust::System, Trust::File);
        let mut wishes = Wishes::new(&self.url, &*self.user);
        let prompt = format!("Password of {}: ", self.user);
        wishes.password = Some(secret::password(self.password_file.as_deref(), &prompt)?);
        let target = Target {
            url: self.url.clone(),
            trust,
            plaintext: false,
            key: Some(Arc::new(credential)),
            stack: Stack::default(),
        };
        let trace = if self.trace { Trace::On } else { Trace::Off };
        register(&target, &wishes, &self.name, trace).await?;
        print_line(format_args!("{fingerprint} logs in as {} now.", self.user));
        Ok(Exit::Success)
    }
}
