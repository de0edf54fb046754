//! `countersign serve --check`
use super::Args;
use crate::{command::key::server_key_file, command::print_line, exit::Exit, exit::Failure};
use countersign_accounts::{Probed, probe};
use countersign_tokio::{tls::Acceptor, tls::Identity};
use std::{
    net::{SocketAddr, TcpListener},
    os::unix::fs::PermissionsExt as _,
    path::Path,
    time::{SystemTime, UNIX_EPOCH},
};

/// Days before its end from which a certificate causes a warning.
const SOON: i64 = 14;
const DAY: i64 = 86_400;

/// The errors found.
#[derive(Default)]
struct Findings {
    errors: usize,
    /// The exit code of the first error.
    exit: Option<Exit>,
}

impl Findings {
    fn error(&mut self, place: &str, error: &Failure) {
        eprintln!("countersign: {place}: {error}");
        self.errors = self.errors.saturating_add(1);
        self.exit.get_or_insert(error.exit());
    }

    fn of<T>(&mut self, place: &str, done: Result<T, Failure>) -> Option<T> {
        done.map_err(|error| self.error(place, &error)).ok()
    }
}

fn warn(text: impl std::fmt::Display) {
    eprintln!("countersign: warning: {text}");
}

impl Args {
    /// Prints all errors.
    pub(super) async fn check(&self) -> Result<Exit, Failure> {
        let mut found = Findings::default();
        self.check_addresses(&mut found);
        self.check_certificate(&mut found);
        if let Some(Some(certificates)) = found.of(&self.at("client-ca"), self.certificates.certificates()) {
            certificates.warnings().iter().for_each(warn);
        }
        for named in &self.keys.user_keys {
            found.of(&self.at("user-key"), server_key_file(&named.file, self.library.tls));
        }
        let accounts = self.check_accounts(&mut found).await;
        match found.exit {
            None => print_line(format_args!("Valid. {accounts}")),
            Some(_) => print_line(format_args!("Errors: {}.", found.errors)),
        }
        Ok(found.exit.unwrap_or(Exit::Success))
    }

    /// Returns where this option is set.
    fn at(&self, key: &str) -> String {
        self.given.as_ref().map_or_else(|| format!("--{key}"), |given| given.place(key))
    }

    fn check_addresses(&self, found: &mut Findings) {
        let addresses = self.addresses();
        let all: [(&str, SocketAddr); 7] = [
            ("imap", addresses.imap),
            ("imaps", addresses.imaps),
            ("submission", addresses.submission),
            ("submissions", addresses.submissions),
            ("pop3", addresses.pop3),
            ("pop3s", addresses.pop3s),
            ("sieve", addresses.sieve),
        ];
        for (at, (key, address)) in all.iter().enumerate() {
            let before = all.iter().take(at).find(|(_, other)| other == address && address.port() != 0);
            if let Some((other, _)) = before {
                let error = Failure::connection(format!("{address} is also used by {other}"));
                found.error(&self.at(key), &error);
            }
            // Any port of the address: the configured one may be in use by a running server.
            if let Err(error) = TcpListener::bind((address.ip(), 0)) {
                found.error(&self.at(key), &Failure::connection(format!("{address}: {error}")));
            }
        }
    }

    fn check_certificate(&self, found: &mut Findings) {
        let (Some(cert), Some(key)) = (&self.cert, &self.key) else {
            return warn(
                "without --cert FILE and --key FILE the server uses a test certificate that no client trusts",
            );
        };
        let identity = match Identity::load(cert, key) {
            Ok(identity) => identity,
            Err(error) => {
                let is_key = error.to_string().starts_with(&format!("{}:", key.display()));
                return found.error(&self.at(if is_key { "key" } else { "cert" }), &error.into());
            }
        };
        if let Some(text) = identity.chain.first().and_then(|leaf| end(leaf)) {
            warn(format_args!("{}: {}: {text}", self.at("cert"), cert.display()));
        }
        if is_open(key) {
            warn(format_args!("{}: {}: all users can read the private key", self.at("key"), key.display()));
        }
        let acceptor = Acceptor::new(self.library.tls, identity, self.keys.sessions());
        found.of(&self.at("cert"), acceptor.map_err(Failure::from));
    }

    async fn check_accounts(&self, found: &mut Findings) -> String {
        let key = if self.database.is_some() { "database" } else { "data" };
        let place = match found.of(&self.at(key), self.place()) {
            Some(Some(place)) => place,
            Some(None) => {
                warn("the accounts are those of the command line: neither --data nor --database is set");
                return format!("Accounts: {}.", self.users.len());
            }
            None => return String::new(),
        };
        if let Some(text) = place.is_open() {
            warn(format_args!("{}: {text}", self.at(key)));
        }
        match probe(&place).await {
            Ok(Probed { accounts: 0, .. }) => {
                warn(format_args!("{}: {place}: no accounts yet", self.at(key)));
                String::new()
            }
            Ok(Probed { accounts, unreadable, more }) => {
                for text in unreadable {
                    found.error(&self.at(key), &Failure::new(Exit::Storage, text));
                }
                if more > 0 {
                    let text = format!("further unreadable records: {more}");
                    found.error(&self.at(key), &Failure::new(Exit::Storage, text));
                }
                format!("Accounts: {accounts} in {place}.")
            }
            Err(error) => {
                found.error(&self.at(key), &error.into());
                String::new()
            }
        }
    }
}

/// Returns a warning about the end of a certificate.
fn end(certificate: &[u8]) -> Option<String> {
    let (_, certificate) = x509_parser::parse_x509_certificate(certificate).ok()?;
    let end = certificate.validity().not_after;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    let left = end.timestamp().checked_sub(i64::try_from(now).ok()?)?;
    match left.div_euclid(DAY) {
        days if days < 0 => Some(format!("the certificate expired on {end}")),
        days if days < SOON => Some(format!("the certificate expires on {end}")),
        _ => None,
    }
}

fn is_open(file: &Path) -> bool {
    std::fs::metadata(file).is_ok_and(|about| about.permissions().mode() & 0o004 != 0)
}
