//! Accounts that were imported with records of Dovecot and gsasl, with a server for each.
use super::data::our_login;
use crate::{
    bench::Bench,
    cell::{Credential, Protocol, Row, Seen, Server, Tls, Version},
    entry::{Entry, Peer},
    install,
    process::{client, run},
    serve::{Client, by_exit_code, serve_imported},
};

/// Records from `doveadm pw -s`.
pub(crate) const DOVECOT: Entry = Entry {
    name: "doveadm-pw",
    server: Server::Ours,
    slow: 1,
    programs: &["doveadm"],
    packages: &["dovecot-imapd"],
    // First by the mechanism of the record: the first login with PLAIN creates all other records.
    rows: || {
        rows(&[
            ("SCRAM-SHA-1", &["SCRAM-SHA-1", "PLAIN"]),
            ("SCRAM-SHA-256", &["SCRAM-SHA-256", "PLAIN"]),
            ("CRAM-MD5", &["CRAM-MD5", "PLAIN"]),
            ("BLF-CRYPT", &["PLAIN"]),
            ("ARGON2ID", &["PLAIN"]),
            ("PBKDF2", &["PLAIN"]),
        ])
    },
    open: |bench| {
        let made = [
            ("SCRAM-SHA-1", "moved-scram-sha-1"),
            ("SCRAM-SHA-256", "moved-scram-sha-256"),
            ("CRAM-MD5", "moved-cram-md5"),
            ("BLF-CRYPT", "moved-blf-crypt"),
            ("ARGON2ID", "moved-argon2id"),
            ("PBKDF2", "moved-pbkdf2"),
        ];
        let doveadm = |scheme: &'static str| {
            let mut command = program("doveadm")?;
            command.args(["-c", "/dev/null", "pw", "-s", scheme, "-p", Credential::Right.password()]);
            Ok(command)
        };
        open(bench, &made, doveadm)
    },
};

/// Records from `gsasl --mkpasswd`.
pub(crate) const GSASL: Entry = Entry {
    name: "gsasl-mkpasswd",
    server: Server::Ours,
    slow: 1,
    programs: &["gsasl"],
    packages: &["gsasl"],
    rows: || {
        rows(&[("SCRAM-SHA-1", &["SCRAM-SHA-1", "PLAIN"]), ("SCRAM-SHA-256", &["SCRAM-SHA-256", "PLAIN"])])
    },
    open: |bench| {
        let made = [("SCRAM-SHA-1", "mkpasswd-scram-sha-1"), ("SCRAM-SHA-256", "mkpasswd-scram-sha-256")];
        let mkpasswd = |mechanism: &'static str| {
            let mut command = program("gsasl")?;
            command.args(["--mkpasswd", "-m", mechanism, "-p", Credential::Right.password()]);
            Ok(command)
        };
        open(bench, &made, mkpasswd)
    },
};

fn program(name: &str) -> Result<std::process::Command, String> {
    let found = install::find(name).ok_or(format!("no {name}"))?;
    Ok(client(&found, std::path::Path::new("/")))
}

fn rows(schemes: &[(&'static str, &[&'static str])]) -> Vec<Row> {
    let tls = Tls::Implicit(Version::V13);
    let row = |mechanism, scheme| Row::new(Server::Ours, Protocol::Imap, tls, mechanism).variant(scheme);
    schemes.iter().flat_map(|(scheme, names)| names.iter().map(move |name| row(name, scheme))).collect()
}

/// A server for each scheme.
struct Moved(Vec<(&'static str, Box<dyn Peer>)>);

fn open(
    bench: &Bench,
    made: &[(&'static str, &'static str)],
    make: impl Fn(&'static str) -> Result<std::process::Command, String>,
) -> Result<Box<dyn Peer>, String> {
    let start = |(scheme, name): &(&'static str, &'static str)| {
        let printed = run(make(scheme)?, "", &bench.room(name)?.join("made.log"))?;
        let record = printed.output.lines().find(|line| line.starts_with('{'));
        let record = record.ok_or(format!("{scheme}: {}", printed.output))?;
        let client = Client { name, command: our_login, is_in: by_exit_code };
        Ok((*scheme, serve_imported(bench, client, record)?))
    };
    Ok(Box::new(Moved(made.iter().map(start).collect::<Result<_, String>>()?)))
}

impl Peer for Moved {
    fn attempt(&mut self, row: &Row, credential: Credential) -> Result<Seen, String> {
        let served = self.0.iter_mut().find(|(scheme, _)| *scheme == row.variant);
        served.ok_or("no such scheme")?.1.attempt(row, credential)
    }
}
