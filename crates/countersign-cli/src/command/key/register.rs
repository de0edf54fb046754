//! `countersign key register`
use crate::{command::print_line, command::secret, exit::Exit, exit::Failure};
use countersign_tokio::{
    client::LoginOptions, client::Target, client::Trace, client::Url, client::register, tls::KeyFiles,
    tls::Stack, tls::Trust,
};
use std::{path::PathBuf, sync::Arc};

#[derive(clap::Args)]
#[command(override_usage = "\
countersign key register [OPTIONS] --user <NAME> --client-cert <PEM> <URL>
       countersign key register [OPTIONS] --user <NAME> --client-key <PEM> <URL>")]
#[command(after_help = "\
Logs in with the password over a connection that proves possession of the key, and registers the key for later logins. \
The server must run `countersign serve --register-keys`. A key that belongs to another account is rejected.

The password comes from --password-file, from the variable COUNTERSIGN_PASSWORD, or from a prompt.

Example:
  countersign key register imaps://mail.example.org --user alice@example.org --client-cert alice.pem --name laptop

Exit codes: 0 registered; 1 rejected; 2 usage; 3 no connection, no TLS, or protocol error; \
4 the server failed to authenticate itself by the mechanism.")]
pub(super) struct Args {
    /// Server: imaps://HOST, or imap://HOST with STARTTLS, optionally with :PORT
    url: Url,
    /// Login name
    #[arg(long, value_name = "NAME")]
    user: String,
    /// Certificate of the key, with the private key in the same PEM file or in --client-key
    #[arg(long, value_name = "PEM", required_unless_present = "client_key")]
    client_cert: Option<PathBuf>,
    /// Private key; without --client-cert it is sent as a raw public key (RFC 7250)
    #[arg(long, value_name = "PEM")]
    client_key: Option<PathBuf>,
    /// Name of the key
    #[arg(long, value_name = "NAME", default_value = "registered over IMAP")]
    name: String,
    /// Trust the authorities in this PEM file instead of the system's
    #[arg(long, value_name = "FILE")]
    ca: Option<PathBuf>,
    /// Read the password from the first line of this file
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// Show the protocol dialogue, without credentials
    #[arg(long)]
    trace: bool,
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        if self.name.is_empty() || self.name.contains(|c: char| c.is_control() || "\"\\".contains(c)) {
            return Err(Failure::usage("the key's name contains quotes, backslashes or control characters"));
        }
        let files = KeyFiles::of(self.client_cert.as_deref(), self.client_key.as_deref());
        let credential = files.ok_or_else(|| Failure::usage("no key"))?.credential()?;
        let fingerprint = credential.spki().fingerprint();
        let trust = self.ca.clone().map_or(Trust::System, Trust::File);
        let mut options = LoginOptions::new(&self.url, &*self.user);
        let prompt = format!("Password of {}: ", self.user);
        options.password = Some(secret::password(self.password_file.as_deref(), &prompt)?);
        let target = Target {
            url: self.url.clone(),
            trust,
            plaintext: false,
            key: Some(Arc::new(credential)),
            stack: Stack::default(),
        };
        let trace = if self.trace { Trace::On } else { Trace::Off };
        register(&target, &options, &self.name, trace).await?;
        print_line(format_args!("{fingerprint} now logs in as {}.", self.user));
        Ok(Exit::Success)
    }
}
