//! `countersign serve`
mod announce;
mod certificates;
mod check;
mod keys;
mod limiting;
mod machine;
mod panics;
mod reload;
mod report;
mod runtime_config;
mod stop;
mod text;

use super::{
    config::Arguments,
    data::server,
    key::server_key_file,
    log::{Log, SERVER_HELP},
    tls::Library,
};
use crate::{exit::Exit, exit::Failure, printer::Output, printer::Printer};
use countersign::Recipe;
use countersign_accounts::{
    Database, Directory, Folder, Memory, NamedKey, NamedPassword, Place, Store, Tokens, private, recipe,
    work::Pool,
};
use countersign_server::{
    Addresses, Current, Listeners, Network, Protocol, Recorder, RefusedKeys, Service, meter,
};
use countersign_tokio::{tls::Acceptor, tls::Identity};
use std::{net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};
use tempfile::TempDir;

#[derive(clap::Args)]
#[command(after_help = EXAMPLES, mut_arg("log", |log| log.help(SERVER_HELP)))]
pub(super) struct Args {
    /// Configuration file in TOML, with the options below as keys (`imaps = "0.0.0.0:993"`). Flags override keys. SIGHUP
    /// reloads it together with the certificates
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Validate configuration, certificates and accounts, then exit
    #[arg(long)]
    check: bool,
    /// The command line and configuration that these arguments come from.
    #[arg(skip)]
    pub(super) given: Option<Arguments>,
    /// Address for IMAP with STARTTLS; port 0 selects a free port
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:1143")]
    imap: SocketAddr,
    /// Address for IMAP with implicit TLS
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:1993")]
    imaps: SocketAddr,
    /// Address for submission with STARTTLS
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:1587")]
    submission: SocketAddr,
    /// Address for submission with implicit TLS
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:1465")]
    submissions: SocketAddr,
    /// Address for POP3 with STLS
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:1110")]
    pop3: SocketAddr,
    /// Address for POP3 with implicit TLS
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:1995")]
    pop3s: SocketAddr,
    /// Address for ManageSieve with STARTTLS
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:4190")]
    sieve: SocketAddr,
    /// Folder of the accounts: see `countersign account`
    #[arg(long, value_name = "DIR", conflicts_with_all = ["users", "database"])]
    data: Option<PathBuf>,
    /// PostgreSQL database of accounts, which several machines can share: postgres://USER@HOST/DATABASE
    #[arg(long, value_name = "URL", conflicts_with = "users")]
    database: Option<String>,
    /// Account for tests; all users of this machine can read the command line
    #[arg(long = "user", value_name = "NAME:PASSWORD")]
    users: Vec<NamedPassword>,
    /// Bearer token of an account, for tests; enables OAUTHBEARER and XOAUTH2
    #[arg(long = "token", value_name = "NAME:TOKEN")]
    tokens: Vec<NamedPassword>,
    /// Offer CRAM-MD5 inside TLS, and derive its records for each --user
    #[arg(long)]
    cram_md5: bool,
    /// Offer ANONYMOUS: clients log in without credentials as `anonymous`
    #[arg(long)]
    anonymous: bool,
    /// Protocols without -PLUS mechanisms, for clients that choose them and then fail to bind
    #[arg(long, value_name = "PROTOCOL,..", value_delimiter = ',')]
    no_plus: Vec<Protocol>,
    /// Mechanisms to disable; PLAIN includes IMAP's LOGIN command and POP3's USER
    #[arg(long, value_name = "MECHANISM,..", value_delimiter = ',', ignore_case = true, value_parser = DEFAULTS)]
    without: Vec<String>,
    #[command(flatten)]
    keys: keys::Keys,
    #[command(flatten)]
    library: Library,
    /// Certificate chain of the server in PEM [default: a test certificate for localhost]
    #[arg(long, value_name = "FILE", requires = "key")]
    cert: Option<PathBuf>,
    /// Private key of the certificate, in PEM
    #[arg(long, value_name = "FILE", requires = "cert")]
    key: Option<PathBuf>,
    #[command(flatten)]
    certificates: certificates::CertificateArgs,
    /// Idle timeout before login; the login must complete within five times that
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=3600))]
    login_timeout: u64,
    /// Addresses or CIDR ranges of PROXY-protocol proxies, version 1 or 2; a PROXY header is required from these and
    /// rejected from others
    #[arg(long, value_name = "CIDR,..", value_delimiter = ',')]
    proxy_from: Vec<Network>,
    /// Address for Prometheus at /metrics, without authentication: use a local one
    #[arg(long, value_name = "ADDR")]
    metrics: Option<SocketAddr>,
    #[command(flatten)]
    log: Log,
    /// Output the listening addresses and every login attempt as lines of JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    machine: machine::Machine,
    // Last, because later options would appear under its heading.
    #[command(flatten)]
    limiting: limiting::Limiting,
}

/// How long output is written after the server has ended.
const OUTPUT: Duration = Duration::from_millis(500);

/// The default mechanisms; -PLUS names go with those without.
const DEFAULTS: [&str; 7] =
    ["SCRAM-SHA-512", "SCRAM-SHA3-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN", "LOGIN", "EXTERNAL"];

const EXAMPLES: &str = "\
Examples:
  countersign serve --user alice:wonderland
  countersign serve --user alice:wonderland --token alice:t0ken --cram-md5 --no-plus imap,submission
  countersign serve --imaps 0.0.0.0:993 --cert chain.pem --key key.pem --data /var/lib/countersign
  countersign serve --config /etc/countersign.toml --check
  countersign serve --config /etc/countersign.toml
  countersign serve --data /var/lib/countersign --client-ca ca.pem --client-crl crl.pem --cert-name email
  countersign serve --imap 127.0.0.1:0 --imaps 127.0.0.1:0 --submission 127.0.0.1:0 --submissions 127.0.0.1:0 \
      --pop3 127.0.0.1:0 --pop3s 127.0.0.1:0 --sieve 127.0.0.1:0 --json

The first line of --json is {\"imap\":ADDR,\"imaps\":ADDR,\"submission\":ADDR,\"submissions\":ADDR,\"pop3\":ADDR, \
\"pop3s\":ADDR,\"sieve\":ADDR,\"ca\":FILE|null,\"messages\":FOLDER}, and with \
--metrics \"metrics\":ADDR; each login attempt adds a line with \"event\":\"login\". A client key \
that is not accepted adds one with \"event\":\"key\" and the count of such keys in \"seen\". Connections rejected by the limits add \
one with \"event\":\"limit\", at the first, the second, the fourth and so on.

SIGTERM and SIGINT stop the server within 10 seconds. SIGHUP reloads the configuration and the certificates: connections \
continue, and an error leaves everything unchanged.

Exit codes: 0 stopped by a signal; 2 usage, configuration, certificates; 3 cannot listen on an address; 5 the accounts \
cannot be read. With --check: 0 valid; 2, 3 and 5 as above, for the first error.";

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        if self.check {
            return self.check().await;
        }
        let (printer, stdout) = Printer::start(Output::Stdout { json: self.json })?;
        let (log, stderr) = Printer::start(Output::Stderr)?;
        self.log.begin_on(log)?;
        panics::report();
        let mut store = None;
        let done = self.serve(printer, &mut store).await;
        // In every case: a remaining database log would contain replaced records.
        if let Some(store) = store {
            store.close().await;
        }
        stdout.finish(OUTPUT).await;
        stderr.finish(OUTPUT).await;
        done
    }

    /// Serves until a stop signal.
    async fn serve(self, printer: Printer, store: &mut Option<Arc<Store>>) -> Result<Exit, Failure> {
        let folder = private::temporary_folder().map_err(|error| {
            Failure::usage(format!("cannot create a folder for temporary files: {error}"))
        })?;
        let (identity, ca) = self.identity(&folder)?;
        let acceptor = Acceptor::new(self.library.tls, identity, self.keys.sessions())?;
        let messages = folder.path().join("messages");
        private::folder(&messages).map_err(|error| Failure::usage(error.to_string()))?;
        let runtime_config = self.runtime_config(acceptor)?;
        let certified = self.certificates.begin()?;
        let pool = self.machine.pool();
        let accounts = self.accounts(&pool).await?;
        *store = accounts.store();
        let meter = match self.metrics {
            Some(address) => Some(meter::Listener::bind(address).await?),
            None => None,
        };
        let recorder = Recorder::start(accounts.store());
        let service = Service {
            accounts,
            certified,
            spool: self.machine.spool(messages.clone()),
            report: report::report(self.json, printer.clone(), &recorder),
            refused_keys: RefusedKeys::default(),
            limits: self.limiting.limits(self.place()?.is_some()),
            pool,
            data: self.machine.data(),
            current: Current::new(runtime_config),
        };
        let listeners = Listeners::bind(&self.addresses(), service).await.map_err(|(address, error)| {
            Failure::connection(format!(
                "cannot listen on {address}: {error}; use another address, or port 0 for a free port"
            ))
        })?;
        let addresses = listeners.addresses().map_err(|error| Failure::connection(error.to_string()))?;
        let stop = stop::stop_signal().map_err(|error| Failure::usage(error.to_string()))?;
        let hangups = reload::hangups().map_err(|error| Failure::usage(error.to_string()))?;
        let metrics = meter.as_ref().and_then(|meter| meter.address().ok());
        self.announce(
            &printer,
            &announce::Ready { addresses, ca: ca.as_deref(), messages: &messages, metrics },
        );
        let metering = meter.map(meter::Listener::serve);
        let service = listeners.service();
        let reloading = tokio::spawn(reload::reload(self, Arc::clone(&service), hangups));
        listeners.serve(stop).await;
        reloading.abort();
        // Wait until it has released what the sessions share.
        let _ = reloading.await;
        recorder.finish().await;
        service.accounts.close().await;
        drop(metering);
        Ok(Exit::Success)
    }

    fn addresses(&self) -> Addresses {
        let Self { imap, imaps, submission, submissions, pop3, pop3s, sieve, .. } = *self;
        Addresses { imap, imaps, submission, submissions, pop3, pop3s, sieve }
    }

    async fn accounts(&self, pool: &Pool) -> Result<Directory, Failure> {
        if let Some(place) = self.place()? {
            let recipe = if self.cram_md5 { recipe().with_cram_md5() } else { recipe() };
            return Ok(Directory::Database(Database::open(place, recipe, pool.clone()).await?));
        }
        let (users, tokens) = (self.users.clone(), Tokens::new(self.tokens.clone()));
        let recipe = if self.cram_md5 { Recipe::default().with_cram_md5() } else { Recipe::default() };
        let memory = tokio::task::spawn_blocking(move || Memory::new(&users, &tokens, &recipe)).await;
        let mut memory = memory.map_err(|error| Failure::usage(error.to_string()))??;
        for NamedKey { name, file } in &self.keys.user_keys {
            memory = memory.with_key(name, server_key_file(file, self.library.tls)?.spki)?;
        }
        Ok(Directory::Memory(memory))
    }

    /// Returns the place of the accounts, if they are stored.
    fn place(&self) -> Result<Option<Place>, Failure> {
        if let Some(url) = &self.database {
            return Ok(Some(server("--database", url)?.into()));
        }
        Ok(self.data.as_ref().map(|folder| Folder::new(folder).into()))
    }

    fn identity(&self, folder: &TempDir) -> Result<(Identity, Option<PathBuf>), Failure> {
        if let (Some(cert), Some(key)) = (&self.cert, &self.key) {
            return Ok((Identity::load(cert, key)?, None));
        }
        let (identity, pem) = Identity::make().map_err(|error| Failure::usage(error.to_string()))?;
        let path = folder.path().join("ca.pem");
        private::write(&path, pem).map_err(|error| Failure::usage(format!("{}: {error}", path.display())))?;
        Ok((identity, Some(path)))
    }
}
