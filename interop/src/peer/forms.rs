//! One account whose password has three forms, in a database: each client prepares it in its own way, and all are in.
use super::{
    data::{MECHANISMS, our_login, utf8},
    gsasl, python,
};
use crate::{
    bench::Bench,
    cell::{Protocol, Row, Server, Tls, Version},
    entry::{Entry, Peer},
    serve::{Client, Make, by_exit_code, serve_data},
};

/// SASLprep makes it `passwort2 x`, OpaqueString `paſswort² x` with another space, and nothing leaves it as it is.
const PASSWORDS: [&str; 2] = ["pa\u{17f}swort\u{b2}\u{a0}x", "pa\u{17f}swort\u{b3}\u{a0}x"];
/// With a record of the three forms for CRAM-MD5, too.
const MAKING: &[&str] = &["--cram-md5"];

/// It prepares with SASLprep.
pub(crate) const GSASL: Entry = Entry {
    name: "gsasl-forms",
    server: Server::Ours,
    slow: 1,
    programs: &["gsasl"],
    packages: &["gsasl"],
    rows: || {
        let row = |mechanism| Row::new(Server::Ours, Protocol::Imap, Tls::Starttls(Version::V13), mechanism);
        let bare = ["SCRAM-SHA-1", "SCRAM-SHA-256"].map(|mechanism| row(mechanism).variant("--no-cb"));
        bare.into_iter().chain(["SCRAM-SHA-1-PLUS", "SCRAM-SHA-256-PLUS", "PLAIN"].map(row)).collect()
    },
    open: |bench| open(bench, "gsasl-forms", |login| utf8(gsasl::command(login)?)),
};

/// It hashes and sends what was typed.
pub(crate) const PYTHON: Entry = Entry {
    name: "python-forms",
    server: Server::Ours,
    slow: 1,
    programs: &["python3"],
    packages: &["python3"],
    rows: || {
        let row = |mechanism| Row::new(Server::Ours, Protocol::Imap, Tls::Implicit(Version::V13), mechanism);
        vec![row("CRAM-MD5"), row("PLAIN")]
    },
    open: |bench| open(bench, "python-forms", |login| utf8(python::command(login)?)),
};

/// Ours, by every mechanism.
pub(crate) const LOGIN: Entry = Entry {
    name: "login-forms",
    server: Server::Ours,
    slow: 1,
    programs: &[],
    packages: &[],
    rows: || {
        let row = |mechanism| Row::new(Server::Ours, Protocol::Imap, Tls::Implicit(Version::V13), mechanism);
        MECHANISMS.into_iter().chain(["LOGIN", "CRAM-MD5"]).map(row).collect()
    },
    open: |bench| open(bench, "login-forms", our_login),
};

fn open(bench: &Bench, name: &'static str, command: Make) -> Result<Box<dyn Peer>, String> {
    serve_data(bench, Client { name, command, is_in: by_exit_code }, PASSWORDS, MAKING)
}
