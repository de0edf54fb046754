//! An account in a database whose password has three forms: each client prepares it differently, and all log in.
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

/// SASLprep yields `passwort2 x`, OpaqueString `paſswort² x` with another space; without preparation it is
/// unchanged.
const PASSWORDS: [&str; 2] = ["pa\u{17f}swort\u{b2}\u{a0}x", "pa\u{17f}swort\u{b3}\u{a0}x"];
/// With a CRAM-MD5 record of the three forms.
const MAKING: &[&str] = &["--cram-md5"];

/// Prepares passwords with SASLprep.
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

/// Hashes and sends passwords as typed.
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

/// Our client, with every mechanism.
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
