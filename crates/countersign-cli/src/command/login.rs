//! `countersign login`
use super::{log::Log, print_json, print_line, secret, tls::Library};
use crate::{
    client::{LoggedIn, LoginError, Session, Target, Trace, Url, Wishes, log_in},
    exit::{Exit, Failure},
    tls::{Connector, KeyFiles, Trust},
};
use serde::Serialize;
use std::{path::PathBuf, sync::Arc, time::Instant};

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// imaps://HOST, smtps://HOST, pop3s://HOST, or with STARTTLS imap://HOST, smtp://HOST, pop3://HOST, sieve://HOST;
    /// with :PORT if need be
    url: Url,
    /// The name to log in with; with ANONYMOUS, what is said for the log; with a key, whom to act as if that is to be said
    #[arg(long, value_name = "NAME", required_unless_present_any = ["client_cert", "client_key"])]
    user: Option<String>,
    /// Log in with the key of this certificate, which is in the same PEM file or in --client-key; no password then
    #[arg(long, value_name = "PEM")]
    client_cert: Option<PathBuf>,
    /// The private key of --client-cert; without that, log in with this key alone, in no certificate (RFC 7250)
    #[arg(long, value_name = "PEM")]
    client_key: Option<PathBuf>,
    /// Only this mechanism; without it the strongest that both ends have
    #[arg(long, value_name = "NAME")]
    mechanism: Option<String>,
    /// Trust the authorities in this PEM file, and not the system's
    #[arg(long, value_name = "FILE", conflicts_with = "insecure")]
    ca: Option<PathBuf>,
    /// Trust any certificate: whoever answers, answers. Only SCRAM is used then, unless --mechanism names another
    #[arg(long)]
    insecure: bool,
    /// Go on without TLS where the server has no STARTTLS; with --mechanism, send even a password so
    #[arg(long)]
    plaintext: bool,
    #[command(flatten)]
    library: Library,
    /// Read the password from this file: its first line
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// Read a bearer token from this file: its first line
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// Say the result in one line of JSON
    #[arg(long)]
    json: bool,
    /// Show the dialogue, with credentials removed
    #[arg(long)]
    trace: bool,
    #[command(flatten)]
    log: Log,
}

const EXAMPLES: &str = "\
The password comes from --password-file, from the variable COUNTERSIGN_PASSWORD, or from a prompt; a token from \
--token-file or from COUNTERSIGN_TOKEN. With a token there is no prompt. CRAM-MD5 and ANONYMOUS have to be named. With \
a key there is neither, unless --mechanism names one that takes it.

Examples:
  countersign login imaps://mail.example.org --user alice@example.org
  countersign login smtp://mail.example.org:587 --user alice@example.org --mechanism SCRAM-SHA-256-PLUS
  countersign login imaps://mail.example.org --user alice@example.org --token-file token --mechanism XOAUTH2
  countersign login imaps://mail.example.org --client-cert alice.pem
  countersign login imap://localhost:1143 --ca /tmp/countersign-x/ca.pem --user alice --trace

Exit codes: 0 logged in; 1 refused; 2 usage; 3 no connection, no TLS, or not the protocol; \
4 the mechanism proves the server, and the server did not prove itself.";

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
        let wishes = self.wishes()?;
        let trust = match (&self.ca, self.insecure) {
            (Some(file), _) => Trust::File(file.clone()),
            (None, true) => Trust::Anybody,
            (None, false) => Trust::System,
        };
        // A file that cannot be read is a mistake of the command line, not of the connection.
        let stack = self.library.tls;
        Connector::new(stack, &trust, key.clone())?;
        let target = Target { url: self.url.clone(), trust, stack, plaintext: self.plaintext, key };
        let trace = if self.trace { Trace::On } else { Trace::Off };
        let start = Instant::now();
        let result = connect_and_log_in(&target, &wishes, trace).await;
        let ms = start.elapsed().as_secs_f64() * 1000.0;
        match result {
            Ok(logged_in) => {
                self.tell(&logged_in, ms);
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
                Ok(error.exit())
            }
            Err(error) => Err(error.into()),
        }
    }

    fn wishes(&self) -> Result<Wishes, Failure> {
        let user = self.user.as_deref().unwrap_or_default();
        let mut wishes = Wishes::new(&self.url, user);
        wishes.mechanism.clone_from(&self.mechanism);
        wishes.at_any_risk = self.plaintext || self.insecure;
        let by_key = self.key().is_some() && (wishes.mechanism.is_none() || wishes.names("EXTERNAL"));
        if by_key || wishes.names("ANONYMOUS") {
            return Ok(wishes);
        }
        if user.is_empty() {
            return Err(Failure::usage("this mechanism takes a name: use --user NAME"));
        }
        wishes.token = secret::token(self.token_file.as_deref())?;
        let file = self.password_file.as_deref();
        if wishes.token.is_none() || secret::has_password(file) {
            wishes.password = Some(secret::password(file, &format!("Password of {user}: "))?);
        }
        Ok(wishes)
    }

    fn key(&self) -> Option<KeyFiles> {
        KeyFiles::of(self.client_cert.as_deref(), self.client_key.as_deref())
    }

    fn tell(&self, logged_in: &LoggedIn, ms: f64) {
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
        let proof =
            if server_verified { "has proved itself" } else { "has proved nothing beyond its certificate" };
        print_line(format_args!("  server     {proof}"));
        print_line(format_args!("  time       {ms:.1} ms"));
    }
}

async fn connect_and_log_in(target: &Target, wishes: &Wishes, trace: Trace) -> Result<LoggedIn, LoginError> {
    let mut session = Session::open(target, trace).await?;
    let result = log_in(&mut session, wishes).await;
    // A server that said no is taken leave of (RFC 5321 section 4.1.1.10); one that is at fault, or was told nothing,
    // is left.
    if matches!(result, Ok(_) | Err(LoginError::Refused { .. })) {
        session.close().await;
    }
    result
}
