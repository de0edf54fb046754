//! `countersign login`
use super::{log::Log, print_json, print_line, secret, tls::Library};
use crate::{exit::Exit, exit::Failure};
use countersign_tokio::{
    client::LoggedIn, client::LoginError, client::LoginOptions, client::Session, client::Target,
    client::Trace, client::Url, client::log_in, tls::Connector, tls::KeyFiles, tls::Trust,
};
use serde::Serialize;
use std::{path::PathBuf, sync::Arc, time::Instant};

#[derive(clap::Args)]
#[command(after_help = EXAMPLES, override_usage = USAGE)]
pub(super) struct Args {
    /// Server: imaps://HOST, smtps://HOST, pop3s://HOST, or with STARTTLS imap://HOST, smtp://HOST, pop3://HOST,
    /// sieve://HOST, optionally with :PORT
    url: Url,
    /// Login name; with ANONYMOUS the trace text; with a key the authorization identity, which is optional
    #[arg(long, value_name = "NAME", required_unless_present_any = ["client_cert", "client_key"])]
    user: Option<String>,
    /// Certificate whose key to log in with, with the private key in the same PEM file or in --client-key; no password is
    /// needed
    #[arg(long, value_name = "PEM")]
    client_cert: Option<PathBuf>,
    /// Private key of --client-cert; without that, it is sent as a raw public key (RFC 7250)
    #[arg(long, value_name = "PEM")]
    client_key: Option<PathBuf>,
    /// Mechanism to use [default: the strongest common one]
    #[arg(long, value_name = "NAME")]
    mechanism: Option<String>,
    /// Trust the authorities in this PEM file instead of the system's
    #[arg(long, value_name = "FILE", conflicts_with = "insecure")]
    ca: Option<PathBuf>,
    /// Do not verify the server certificate. Only SCRAM is then used, unless --mechanism names another mechanism
    #[arg(long)]
    insecure: bool,
    /// Continue without TLS if the server has no STARTTLS; with --mechanism, even send a password in cleartext
    #[arg(long)]
    plaintext: bool,
    #[command(flatten)]
    library: Library,
    /// Read the password from the first line of this file
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// Read a bearer token from the first line of this file
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// Output the result as JSON
    #[arg(long)]
    json: bool,
    /// Show the protocol dialogue, without credentials
    #[arg(long)]
    trace: bool,
    #[command(flatten)]
    log: Log,
}

/// The generated usage line does not show options that are required under a condition.
const USAGE: &str = "countersign login [OPTIONS] --user <NAME> <URL>
       countersign login [OPTIONS] --client-cert <PEM> <URL>
       countersign login [OPTIONS] --client-key <PEM> <URL>";

const EXAMPLES: &str = "\
The password comes from --password-file, from the variable COUNTERSIGN_PASSWORD, or from a prompt; a token from \
--token-file or from COUNTERSIGN_TOKEN. With a token there is no prompt. CRAM-MD5 and ANONYMOUS must be named with \
--mechanism. With a key, no password or token is used unless --mechanism names a mechanism that needs one.

Examples:
  countersign login imaps://mail.example.org --user alice@example.org
  countersign login smtp://mail.example.org:587 --user alice@example.org --mechanism SCRAM-SHA-256-PLUS
  countersign login imaps://mail.example.org --user alice@example.org --token-file token --mechanism XOAUTH2
  countersign login imaps://mail.example.org --client-cert alice.pem
  countersign login imap://localhost:1143 --ca /tmp/countersign-x/ca.pem --user alice --trace

Exit codes: 0 logged in; 1 rejected; 2 usage; 3 no connection, no TLS, or protocol error; \
4 the server failed to authenticate itself by the mechanism.";

#[derive(Serialize)]
struct Outcome<'a> {
    ok: bool,
    mechanism: Option<&'a str>,
    binding: Option<&'a str>,
    server_verified: bool,
    account: Option<&'a str>,
    ms: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        self.log.begin()?;
        let key = self.key().map(|files| files.credential()).transpose()?.map(Arc::new);
        let options = self.options()?;
        let trust = match (&self.ca, self.insecure) {
            (Some(file), _) => Trust::File(file.clone()),
            (None, true) => Trust::Unverified,
            (None, false) => Trust::System,
        };
        // An unreadable file is an error of the command line, not of the connection.
        let stack = self.library.tls;
        Connector::new(stack, &trust, key.clone())?;
        let target = Target { url: self.url.clone(), trust, stack, plaintext: self.plaintext, key };
        let trace = if self.trace { Trace::On } else { Trace::Off };
        let start = Instant::now();
        let result = connect_and_log_in(&target, &options, trace).await;
        let ms = start.elapsed().as_secs_f64() * 1000.0;
        match result {
            Ok(logged_in) => {
                self.print(&logged_in, ms);
                Ok(Exit::Success)
            }
            Err(error) if self.json => {
                print_json(&Outcome {
                    ok: false,
                    mechanism: None,
                    binding: None,
                    server_verified: false,
                    account: None,
                    ms,
                    error: Some(error.label()),
                    message: Some(error.to_string()),
                });
                Ok(Exit::from(&error))
            }
            Err(error) => Err(error.into()),
        }
    }

    fn options(&self) -> Result<LoginOptions, Failure> {
        let user = self.user.as_deref().unwrap_or_default();
        let mut options = LoginOptions::new(&self.url, user);
        options.mechanism.clone_from(&self.mechanism);
        options.at_any_risk = self.plaintext || self.insecure;
        let by_key = self.key().is_some() && (options.mechanism.is_none() || options.names("EXTERNAL"));
        if by_key || options.names("ANONYMOUS") {
            return Ok(options);
        }
        if user.is_empty() {
            return Err(Failure::usage("this mechanism requires a name: use --user NAME"));
        }
        options.token = secret::token(self.token_file.as_deref())?;
        let file = self.password_file.as_deref();
        if options.token.is_none() || secret::has_password(file) {
            options.password = Some(secret::password(file, &format!("Password of {user}: "))?);
        }
        Ok(options)
    }

    fn key(&self) -> Option<KeyFiles> {
        KeyFiles::of(self.client_cert.as_deref(), self.client_key.as_deref())
    }

    fn print(&self, logged_in: &LoggedIn, ms: f64) {
        let LoggedIn { mechanism, binding, server_verified, account } = logged_in;
        let (mechanism, server_verified) = (*mechanism, *server_verified);
        let binding = binding.map(|binding| binding.name());
        let account = account.as_deref();
        if self.json {
            return print_json(&Outcome {
                ok: true,
                mechanism: Some(mechanism),
                binding,
                server_verified,
                account,
                ms,
                error: None,
                message: None,
            });
        }
        print_line(format_args!(
            "Logged in to {} as {}",
            self.url,
            account.unwrap_or("the owner of the key")
        ));
        print_line(format_args!("  mechanism  {mechanism}"));
        print_line(format_args!("  binding    {}", binding.unwrap_or("none")));
        let proof = if server_verified {
            "authenticated by the mechanism"
        } else {
            "authenticated by its certificate only"
        };
        print_line(format_args!("  server     {proof}"));
        print_line(format_args!("  time       {ms:.1} ms"));
    }
}

async fn connect_and_log_in(
    target: &Target,
    options: &LoginOptions,
    trace: Trace,
) -> Result<LoggedIn, LoginError> {
    let mut session = Session::open(target, trace).await?;
    let result = log_in(&mut session, options).await;
    // A server that rejected the login gets a goodbye (RFC 5321 section 4.1.1.10). On a protocol error, or without a login,
    // the connection is closed.
    if matches!(result, Ok(_) | Err(LoginError::Refused { .. })) {
        session.close().await;
    }
    result
}
